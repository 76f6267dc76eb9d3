# What generated programs can use besides the built-ins.
import math
import struct
from array import array
from collections import OrderedDict, deque, namedtuple
from io import BytesIO, StringIO

Point = namedtuple("Point", ("a", "b"))


def show(*values):
    print(*[repr(v) for v in values])


def count_to(n):
    for i in range(n):
        yield i


def echo():
    got = None
    for i in range(4):
        got = yield got


class Plain:
    pass


class Attrs:
    def __init__(self):
        self.a = 1
        self.v = "v"

    def m(self, *args):
        return args


# Compares and hashes as its value does.
class Wrap:
    def __init__(self, v):
        self.v = v

    def __repr__(self):
        return "Wrap(%r)" % (self.v,)

    def __eq__(self, other):
        return isinstance(other, Wrap) and self.v == other.v

    def __lt__(self, other):
        return self.v < other.v

    def __hash__(self):
        return hash(self.v)


# Says what it is asked, and sometimes does not know.
class Ops:
    def __init__(self, v):
        self.v = v

    def __repr__(self):
        return "Ops"

    def _tell(self, op, other):
        print(op, repr(other))
        return NotImplemented if isinstance(other, str) else (op, other)

    def __add__(self, other):
        return self._tell("+", other)

    def __radd__(self, other):
        return self._tell("r+", other)

    def __sub__(self, other):
        return self._tell("-", other)

    def __rsub__(self, other):
        return self._tell("r-", other)

    def __mul__(self, other):
        return self._tell("*", other)

    def __rmul__(self, other):
        return self._tell("r*", other)

    def __truediv__(self, other):
        return self._tell("/", other)

    def __mod__(self, other):
        return self._tell("%", other)

    def __and__(self, other):
        return self._tell("&", other)

    def __ior__(self, other):
        return self._tell("|=", other)

    def __iadd__(self, other):
        return self._tell("+=", other)

    def __lt__(self, other):
        return self._tell("<", other)

    def __ge__(self, other):
        return self._tell(">=", other)

    def __contains__(self, other):
        return self._tell("in", other)

    def __neg__(self):
        return self._tell("neg", None)

    def __bool__(self):
        print("bool")
        return bool(self.v)

    def __call__(self, *args):
        return self._tell("call", args)

    def __str__(self):
        return "ops"


# Gives back whatever it was made of, where a method's result has a type to be.
class Odd:
    def __init__(self, v):
        self.v = v

    def __repr__(self):
        return self.v

    def __len__(self):
        return self.v

    def __bool__(self):
        return self.v

    def __hash__(self):
        return self.v

    def __iter__(self):
        return self.v

    def __int__(self):
        return self.v

    def __contains__(self, other):
        return self.v

    def __eq__(self, other):
        return self.v


class Seq:
    def __init__(self, v):
        self.v = v

    def __repr__(self):
        return "Seq"

    def __len__(self):
        return len(self.v)

    def __getitem__(self, i):
        return self.v[i]

    def __setitem__(self, i, v):
        print("set", i, v)

    def __delitem__(self, i):
        print("del", i)


class It:
    def __init__(self, v):
        self.v = list(v)

    def __repr__(self):
        return "It"

    def __iter__(self):
        return self

    def __next__(self):
        if not self.v:
            raise StopIteration
        return self.v.pop(0)


class Ctx:
    def __init__(self, v):
        self.v = v

    def __enter__(self):
        print("enter", self.v)
        return self.v

    def __exit__(self, cls, exc, tb):
        print("exit", cls, exc)
        return self.v == 3


class Desc:
    def __init__(self, v):
        self.v = v

    def __get__(self, obj, cls):
        print("get", obj is None)
        return self.v

    def __set__(self, obj, v):
        print("set", v)

    def __delete__(self, obj):
        print("delete")


class Await:
    def __init__(self, v):
        self.v = v

    def __await__(self):
        yield self.v

    def __iter__(self):
        yield self.v


class MyList(list):
    pass


class MyStr(str):
    pass


class MyDict(dict):
    pass


class MyInt(int):
    pass


class MyTuple(tuple):
    pass


class MyError(Exception):
    pass


# Runs a program, and shows how it ended; the mark separates it from the one before.
def run(program, mark):
    print(mark)
    try:
        program()
    except BaseException as e:
        print(type(e), e.args)
