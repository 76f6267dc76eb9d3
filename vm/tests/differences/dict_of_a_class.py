# `dict(dict)` says that a class cannot be iterated over.
# Cause: MicroPython takes any object with an attribute `keys` for a mapping, also the class `dict`, and
# calls the method without a `self`; its message then tells of whatever lay in that place.
# Workaround: none is needed; both raise a `TypeError`.
try:
    dict(dict)
except TypeError as e:
    print(e)
