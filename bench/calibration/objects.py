# What the expressions of objects.csv are made with, and how an object is weighed.
import gc
from array import array
from collections import OrderedDict, deque, namedtuple
from io import BytesIO, StringIO

one = 1
Pair = namedtuple("Pair", ("a", "b"))


class Empty:
    pass


class Three:
    def __init__(self):
        self.a, self.b, self.c = 1, 2, 3


class Ten:
    def __init__(self):
        for i in range(10):
            setattr(self, "x%d" % i, i)


def grown_bytes():
    grown = bytearray()
    for i in range(100):
        grown.append(i)
    return grown


def one_yield():
    yield 1


def eight_locals(a, b, c, d, e, f, g, h):
    yield a


def closure(n):
    def inner():
        return n

    return inner


def with_defaults():
    def f(a=1, b=2, *, k=3):
        pass

    return f


def weigh(make):
    # The first time may leave something behind that is not the object's.
    make()
    gc.collect()
    before = gc.mem_alloc()
    kept = make()
    gc.collect()
    print(gc.mem_alloc() - before)


