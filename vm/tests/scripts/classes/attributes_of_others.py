# Attributes of exceptions, built-in classes, named tuples and super(): what can be read and stored.
from collections import namedtuple


def attempt(act):
    try:
        print(act())
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)


e = ValueError("first", 2)
print(e.args, e.value, e.errno, ValueError().value)
attempt(lambda: setattr(e, "args", (1,)))
attempt(lambda: setattr(e, "note", 1))
attempt(lambda: setattr(e, "__traceback__", None))
attempt(lambda: setattr(int, "x", 1))
attempt(lambda: setattr(namedtuple("P", "x y")(1, 2), "x", 3))


class D:
    def __get__(self, instance, owner):
        return "got"


class A:
    d = D()

    @property
    def p(self):
        return "property"


class B(A):
    def read(self):
        return type(super().p), type(super().d)


print(A().d, type(A.d), A().p, type(A.p), B().read())
attempt(lambda: A().__dict__.update({"x": 1}))
attempt(lambda: isinstance(1, (1, "x", int)))
attempt(lambda: isinstance(1, (1, (int,))))
attempt(lambda: isinstance(1, 1))
attempt(lambda: type("Z", (1,), {}))


class Truth:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        return self.value


print(bool(Truth(True)), bool(Truth(1)), not Truth(1), 1 if Truth(5) else 2, Truth(0) and 3 or 4)
try:

    class M(metaclass=type):
        pass

except TypeError as e:
    print(e)
