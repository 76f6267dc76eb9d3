# Closures as `__new__`, and a complex number beside a bool.
import math


class A:
    def __new__(cls, *args):
        print("new", len(args))
        return super().__new__(cls)


class B(A):
    def __new__(cls, *args):
        return super().__new__(cls, 1)


class Plain:
    def __new__(cls):
        return object.__new__(cls)


print(type(A.__dict__["__new__"]), type(Plain.__dict__["__new__"]))
print(type(A()) is A, type(B()) is B, type(Plain()) is Plain)
print(type(A.__new__(A, 1, 2)) is A, type(Plain.__new__(Plain)) is Plain)
for op in ("|", "&", "^", "<<", ">>", "@", "%", "//"):
    for left, right in (("1j", "True"), ("True", "1j"), ("1j", "1"), ("1.5", "False")):
        try:
            print(eval(left + op + right))
        except (TypeError, ZeroDivisionError) as e:
            print(op, e)
print(math.ldexp(1.5, 3), math.ldexp(1, -2000))
