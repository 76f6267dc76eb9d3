# Names that are visible everywhere can be changed, and put back.
import builtins

builtins.answer = 42
print(answer)
builtins.abs = lambda x: "mine"
print(abs(-1), builtins.abs(-1))
del builtins.abs
print(abs(-1))
del builtins.answer
try:
    answer
except NameError as e:
    print(e)
try:
    del builtins.answer
except KeyError as e:
    print("KeyError", e)

made = []
original = builtins.__build_class__


def build(body, name, *bases):
    made.append(name)
    return original(body, name, *bases)


builtins.__build_class__ = build


class A:
    pass


class B(A):
    x = 1


builtins.__build_class__ = original
print(made, B.x)

calls = []
real = __import__


def hook(name, globals, locals, fromlist, level):
    calls.append((name, fromlist, level))
    return real(name, globals, locals, fromlist, level)


builtins.__import__ = hook
import sys
from math import floor

builtins.__import__ = real
print(calls, floor(2.5))
print(__import__("sys") is sys)
for args in ((1,), ("",), ("x", None, None, None, -1)):
    try:
        __import__(*args)
    except (TypeError, ValueError) as e:
        print(type(e).__name__)
