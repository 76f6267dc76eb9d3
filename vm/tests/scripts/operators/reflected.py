# Reflected operators: when they are asked, and NotImplemented.

class Left:
    def __add__(self, other):
        return "Left+" + type(other).__name__

    def __mul__(self, other):
        return NotImplemented

    def __sub__(self, other):
        if isinstance(other, int):
            return "Left-int"
        return NotImplemented


class Right:
    def __radd__(self, other):
        return type(other).__name__ + "+Right"

    def __rmul__(self, other):
        return type(other).__name__ + "*Right"

    def __rsub__(self, other):
        return type(other).__name__ + "-Right"


def t(work):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)


l, r = Left(), Right()
t(lambda: l + r)
t(lambda: r + l)
t(lambda: 1 + r)
t(lambda: "a" + r)
t(lambda: [] + r)
t(lambda: None + r)
t(lambda: 1.5 * r)
t(lambda: l * r)
t(lambda: l * 2)
t(lambda: 2 * l)
t(lambda: l - 1)
t(lambda: l - r)
t(lambda: l - "x")
t(lambda: r - 1)
t(lambda: l + l)
t(lambda: r + r)


class All:
    def __radd__(self, o):
        return "radd"

    def __rsub__(self, o):
        return "rsub"

    def __rmul__(self, o):
        return "rmul"

    def __rtruediv__(self, o):
        return "rtruediv"

    def __rfloordiv__(self, o):
        return "rfloordiv"

    def __rmod__(self, o):
        return "rmod"

    def __rpow__(self, o):
        return "rpow"

    def __rlshift__(self, o):
        return "rlshift"

    def __rrshift__(self, o):
        return "rrshift"

    def __rand__(self, o):
        return "rand"

    def __ror__(self, o):
        return "ror"

    def __rxor__(self, o):
        return "rxor"

    def __rmatmul__(self, o):
        return "rmatmul"


a = All()
print(1 + a, 1 - a, 1 * a, 1 / a, 1 // a, 1 % a, 1**a, 1 << a, 1 >> a, 1 & a, 1 | a, 1 ^ a, 1 @ a)
print(1.5 + a, "s" + a, 2**70 + a, (1,) + a)


# What the left operand is by then, and what a refusal names.
class Shows:
    def __radd__(self, other):
        return repr(other)

    def __rlshift__(self, other):
        return repr(other)


print(True + Shows(), False << Shows(), 1 + Shows(), None + Shows())


class Whole(int):
    pass


class Text(str):
    pass


for left in (True, 1, 1.5, 1 << 70, 2j):
    for right in (Whole(2), Whole(1 << 70), Text("a")):
        t(lambda: left + right)
        t(lambda: left * right)
