# Unary operators of user classes, and conversions.

class U:
    def __neg__(self):
        return "neg"

    def __pos__(self):
        return "pos"

    def __invert__(self):
        return "invert"

    def __abs__(self):
        return "abs"

    def __bool__(self):
        return False

    def __int__(self):
        return 7

    def __float__(self):
        return 2.5

    def __complex__(self):
        return 1j

    def __index__(self):
        return 3

    def __hash__(self):
        return 99

    def __len__(self):
        return 4


u = U()
print(-u, +u, ~u, abs(u), not u, bool(u), int(u), hash(u), len(u))
for work in (lambda: float(u), lambda: complex(u), lambda: [1, 2, 3, 4][u], lambda: range(u), lambda: "%d" % u, lambda: bin(u), lambda: round(u)):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)


class Empty:
    pass


e = Empty()
for work in (lambda: -e, lambda: +e, lambda: ~e, lambda: abs(e), lambda: int(e), lambda: len(e)):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)
print(not e, bool(e))
