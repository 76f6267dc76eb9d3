# What sys says about the machine.

import sys

print(sys.implementation.name, sys.implementation[0] == sys.implementation.name, len(sys.implementation) >= 3)
print(sys.version_info[:2] == (3, 4), type(sys.version), sys.byteorder, sys.maxsize > 2**30)
print(type(sys.path), type(sys.argv), type(sys.modules), type(sys.platform))
print(isinstance(sys.implementation.version, tuple), sys.implementation.version[:2] == (1, 29))
for name in ("stdin", "stdout", "stderr", "exit", "print_exception", "modules", "path", "argv", "byteorder", "maxsize", "getsizeof"):
    print(name, hasattr(sys, name), end="; ")
print()
print(sys.stdout.write("text\n"))
n = sys.maxsize
print(n + 1 > n, n & (n + 1), -n - 1 < 0)
try:
    sys.missing
except AttributeError as error:
    print("AttributeError", error)
sys.stdout.write("a\u20acb\n")
