# micropython.const, in a module's constants and in expressions.

from micropython import const
import micropython

A = const(5)
_B = const(10)
_C = const(A + 2 * 3)
_D = const(0x1F << 4)
_E = const(-1)
print(A, _B, _C, _D, _E, A + _B, _D | A)
print(const(7), const("text"), const([1]), const(None))


def f(x=const(3)):
    return x + _B


print(f(), f(1), micropython.const(9) + 1)
_MASK = const((1 << 3) - 1)
print([n & _MASK for n in (5, 9, 15)], _MASK)


class K:
    V = const(77)


print(K.V, globals()["A"], "_B" in globals())
for args in ((), (1, 2)):
    try:
        print(const(*args))
    except TypeError as error:
        print("TypeError", error)
