# Modules that are built in, and that they are one object each.

import sys
import math
import gc
import micropython
import builtins
import collections
import errno

print(sys.__name__, math.__name__, type(sys), sys is __import__("sys"), math.pi == __import__("math").pi)
for module in (sys, math, gc, micropython, builtins, collections, errno):
    print(module.__name__, str(module)[:8], len(dir(module)) > 3)
print(builtins.len is len, builtins.ValueError is ValueError)
builtins.added = "a new built-in"
print(added)
del builtins.added
try:
    added
except NameError as error:
    print("NameError", error)
builtins.len = lambda x: "replaced"
print(len([1]))
del builtins.len
print(len([1]))
for work in (lambda: math.missing, lambda: sys.missing):
    try:
        work()
    except AttributeError as error:
        print("AttributeError", error)
try:
    math.new = 1
    print("stored")
except AttributeError as error:
    print("AttributeError", error)
from math import pi, sqrt as root

print(root(16), int(pi * 100))
