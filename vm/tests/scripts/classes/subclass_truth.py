# Truth, length and hash of instances whose class derives from a built-in one: the built-in part
# answers if its type has operators with one operand, which `bytes`, exceptions and streams have not.
from collections import deque


class MyStr(str):
    pass


class MyBytes(bytes):
    pass


class MyArray(bytearray):
    pass


class MyDeque(deque):
    pass


class MyError(Exception):
    pass


class MyItems(enumerate):
    pass


for value in MyStr(), MyStr("a"), MyBytes(), MyBytes(b"a"), MyArray(b""), MyArray(b"ab"):
    print(bool(value), not value, 1 if value else 0, value and 1, any([value]))
print(bool(MyDeque((), 2)), bool(MyDeque((1,), 2)), bool(MyError()), bool(MyItems([])))


def told(base, *args):
    class Told(base):
        def __len__(self):
            return 0

    return bool(Told(*args))


print(told(str, "a"), told(bytes, b"a"), told(list, [1]), told(int, 1), told(Exception))


def refused(function):
    try:
        print(function())
    except TypeError as e:
        print(e)


class MyInt(int):
    pass


class MyFloat(float):
    pass


refused(lambda: len(MyStr("ab")))
refused(lambda: len(MyBytes(b"ab")))
refused(lambda: list(reversed(MyBytes(b"ab"))))
refused(lambda: len(MyDeque((1,), 2)))
refused(lambda: len(MyError()))
refused(lambda: len(MyItems([])))
refused(lambda: len(MyFloat(1.0)))
# An integer knows no length, and takes the question for `~`.
refused(lambda: (len(MyInt(3)), len(MyInt(-1))))
refused(lambda: len(MyInt(1 << 80)))
refused(lambda: hash(MyStr("a")) == hash("a"))
refused(lambda: hash(MyBytes(b"a")) == hash(b"a"))
refused(lambda: bytes(MyFloat(1.0)))
refused(lambda: bytearray(MyInt(-3)))
