# sys.modules and sys.path: reading and changing them.

import sys

print("sys" in sys.modules, type(sys.modules), type(sys.path))


class Fake:
    value = 42


sys.modules["fake_module"] = Fake
import fake_module

print(fake_module.value, fake_module is Fake)
from fake_module import value

print(value)
del sys.modules["fake_module"]
try:
    import fake_module
except ImportError as error:
    print("ImportError", error)
before = len(sys.path)
sys.path.append("/no/such/folder")
print(len(sys.path) - before, sys.path[-1])
sys.path.pop()
try:
    import no_such_module_anywhere
except ImportError as error:
    print("ImportError", error)
print(__name__, sys.modules.get("no"))
