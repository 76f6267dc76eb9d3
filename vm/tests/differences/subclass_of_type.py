# A class that derives from `type` and is called with one value gives an instance that has no items.
# Cause: in MicroPython the instance holds the value's class as its built-in part, and asks that class's
# own methods for items, without an instance for `self`.
# Workaround: none is needed; derive from a class that is not `type`, since there are no metaclasses.
class Meta(type):
    pass


class Row:
    def __getitem__(self, i):
        return i


kind = Meta(Row())
try:
    print(kind[2])
except TypeError as e:
    print(e)
