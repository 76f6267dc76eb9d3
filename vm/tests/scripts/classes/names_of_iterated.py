# A message names the subclass where its instance is to be iterated over or be an iterator, or is
# to be a `str`; and the operators that take anything ask nobody else.
from array import array
from collections import namedtuple


class MyInt(int):
    pass


class MyFloat(float):
    pass


class MyStr(str):
    pass


class MyError(Exception):
    pass


class MyItems(enumerate):
    pass


class MyMap(map):
    pass


class Reflects:
    def __ror__(self, other):
        return "ror"

    def __radd__(self, other):
        return "radd"


def grow(a, b):
    a += b
    return a


def unite(a, b):
    a |= b
    return a


def refused(function):
    try:
        print(function())
    except TypeError as e:
        print(e)


for value in MyInt(2), MyError(), Reflects():
    refused(lambda: next(value))
    refused(lambda: grow(bytearray(), value))
    refused(lambda: grow(array("i"), value))
    refused(lambda: grow([], value))
    refused(lambda: grow("", value))
    refused(lambda: unite({}, value))
    refused(lambda: unite(set(), value))
    refused(lambda: {} | value)
refused(lambda: next(MyStr("a")))
refused(lambda: next(MyItems("a")))
refused(lambda: next(MyMap(len, ["ab"])))
refused(lambda: MyItems("a")[0])
refused(lambda: -MyItems("a"))
refused(lambda: abs(MyError()))
refused(lambda: MyItems("a") + 1)
refused(lambda: MyItems("a") < 1)
refused(lambda: MyStr("a") in "a")
refused(lambda: "a" in MyStr("a"))
refused(lambda: ord(MyStr("a")))
refused(lambda: complex(MyStr("1")))
refused(lambda: getattr(3, MyStr("real")))
refused(lambda: compile(MyStr("1"), "", "eval"))
refused(lambda: print(1, end=MyStr("")))
for item in 1, 1.0, "", None, MyInt(1):
    refused(lambda: item in MyInt(1))
    refused(lambda: item in MyFloat(1))
refused(lambda: namedtuple("A", MyStr("a b")))
refused(lambda: namedtuple(MyStr("A"), "a b"))
