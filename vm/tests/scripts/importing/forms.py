# Every form of import, and that a module runs once.

import lib.simple

print(lib.simple.value, lib.simple.double(4))
import lib.simple as s
from lib.simple import value, double as twice, get_value
from lib import simple

print(s is simple is lib.simple, value, twice(5), s.__name__)
s.value = 10
print(value, get_value(), lib.simple.value)
import sys

print("lib.simple" in sys.modules, sys.modules["lib.simple"] is s)


def inside():
    import lib.simple as local
    from lib.simple import items

    items.append("added")
    return local.items


print(inside(), s.items)
for name in ("no_such", "lib.no_such", "lib.simple.value"):
    try:
        __import__(name)
        print("imported", name)
    except ImportError as error:
        print("ImportError", error)
try:
    from lib.simple import missing
except ImportError as error:
    print("ImportError", error)
try:
    from lib import no_such
except ImportError as error:
    print("ImportError", error)
print(__import__("lib") is lib, __import__("lib.simple") is lib, __name__)
try:
    s.missing
except AttributeError as error:
    print("AttributeError", error)
print(type(s), sorted(n for n in dir(s) if not n.startswith("__")))
