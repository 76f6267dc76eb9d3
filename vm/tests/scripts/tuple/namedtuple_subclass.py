# Classes that derive from a namedtuple, with an `__init__` of their own.
from collections import namedtuple

P = namedtuple("P", "x y")


class Same(P):
    def __init__(self, a, b):
        print("init", a, b)


s = Same(1, 2)
print(s.x, s.y, s, s[1])


class Other(P):
    def __init__(self, a):
        super().__init__(a, 7)


o = Other(1)
print(o, o.x, o.y, len(o))


class Few(P):
    def __init__(self, a):
        print("init", a)


try:
    Few(1)
except TypeError as e:
    print(e)
