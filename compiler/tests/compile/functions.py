# Parameters, closures, generators, decorators and comprehensions.
def every(a, b: int = 2, *args, c, d=4, **kwargs) -> None:
    """Dropped."""
    total = 0

    def inner(x=total):
        nonlocal total
        total += x
        return lambda *a, y=x, **k: (total, a, y, k)

    return inner(*args, b, **kwargs)


def keyword_only(a, *, b=1, c):
    global counter
    counter = a if b else c
    return a if b and not c else [a, b][::2] if a else b[1:2, ...]


def generate(n):
    got = yield
    while (got := n - 1) > 0:
        n = yield got
    else:
        yield from (x * y for x in range(n) if x for y in {1, 2, got} if y != x)
    return


@keyword_only
@every.wrap(1, *counter, key=2, **{})
class Thing(Base, metaclass=Meta):
    names = [n for n in "abc"]
    table = {k: v for k, v in zip(names, names)}
    kinds = {type(n) for n in names}

    def __init__(self, *parts):
        super().__init__()
        self.parts, (self.first, *self.rest) = parts, parts
        del self.parts[0], self.first, parts

    def chain(self):
        a = b = self.c = d, *e = self
        a, b = b, a
        a, b, e = e, a, b
        x: int = 3
        y: str
        return super().chain(a < b <= x != 4 is not None not in e, key=a)

    @staticmethod
    def operators(a):
        a += 1; a -= 2; a *= 3; a /= 4; a //= 5; a %= 6; a **= 7; a |= 8
        a.b.c[0] ^= 9
        a[1:] &= 10
        a @= a << 1 >> 2
        return -a ** +2, ~a, not a, a or a and a
