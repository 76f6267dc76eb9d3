# The name of a keyword may be given in bytes only if these are UTF-8, and a surrogate in the name of a
# field is replaced.
# Cause: a name is a string here; MicroPython takes whatever bytes there are for one.
# Workaround: decode the bytes first, and name fields without surrogates.
from collections import namedtuple


def f(**names):
    return len(names)


try:
    print(f(**{b"\xff": 1}))
except TypeError as e:
    print(e)
print([len(name) for name in dir(namedtuple("P", ["\ud800"])(1)) if name[:1] != "_"])
