# dir() of classes, instances and built-in objects: what each has, its class among it.
from collections import namedtuple


class A:
    c = 1

    def f(self):
        self.z = 1


class B(A):
    d = 2


class D(dict):
    e = 3


def g():
    yield


b = B()
b.q = 4
N = namedtuple("N", "u v")
for v in (A, B, b, object, object(), g, g(), lambda: 0, 1.0, 1j, None, True, range(1), ValueError(1), N(1, 2), b.f, print):
    print([name for name in sorted(dir(v)) if name != "__code__"])
for v in (D(), D, {}):
    print([name for name in sorted(dir(v)) if name[0] == "_" or len(name) == 1])
try:
    print(print.__name__)
except AttributeError as e:
    print(e)
print(b.f.__name__, b.f.__globals__ is globals(), g.__globals__ is globals())
setattr(b, "", 5)
print("" in dir(b), getattr(b, ""), [name for name in sorted(dir(namedtuple("E", [""])(1))) if name[:1] != "_"])
for c in (object, dict, bytes, int, list):
    print([(name, str(v)) for name, v in sorted(c.__dict__.items()) if str(v) != "<function>"])
