# A class of vectors and one of fractions, with all arithmetic operators.

class Fraction:
    def __init__(self, n, d=1):
        a, b = abs(n), abs(d)
        while b:
            a, b = b, a % b
        sign = -1 if (n < 0) != (d < 0) else 1
        self.n, self.d = sign * abs(n) // (a or 1), abs(d) // (a or 1)

    @staticmethod
    def of(x):
        return x if isinstance(x, Fraction) else Fraction(x)

    def __add__(self, o):
        o = Fraction.of(o)
        return Fraction(self.n * o.d + o.n * self.d, self.d * o.d)

    __radd__ = __add__

    def __neg__(self):
        return Fraction(-self.n, self.d)

    def __sub__(self, o):
        return self + -Fraction.of(o)

    def __rsub__(self, o):
        return Fraction.of(o) - self

    def __mul__(self, o):
        o = Fraction.of(o)
        return Fraction(self.n * o.n, self.d * o.d)

    __rmul__ = __mul__

    def __truediv__(self, o):
        o = Fraction.of(o)
        return Fraction(self.n * o.d, self.d * o.n)

    def __rtruediv__(self, o):
        return Fraction.of(o) / self

    def __pow__(self, k):
        return Fraction(self.n**k, self.d**k)

    def __floordiv__(self, o):
        q = self / o
        return q.n // q.d

    def __mod__(self, o):
        return self - Fraction.of(o) * (self // o)

    def __eq__(self, o):
        o = Fraction.of(o)
        return (self.n, self.d) == (o.n, o.d)

    def __lt__(self, o):
        o = Fraction.of(o)
        return self.n * o.d < o.n * self.d

    def __gt__(self, o):
        return Fraction.of(o) < self

    def __le__(self, o):
        return self < o or self == o

    def __hash__(self):
        return hash((self.n, self.d))

    def __repr__(self):
        return "%d/%d" % (self.n, self.d)

    def __bool__(self):
        return self.n != 0


h, t = Fraction(1, 2), Fraction(-3, 9)
print(h, t, h + t, h - t, h * t, h / t, h + 1, 1 + h, 1 - h, 3 * h, 1 / t, h**5, -h, h // t, h % t)
print(h == Fraction(2, 4), h < t, h > t, h <= h, h != t, h == 0.5 if False else "-", bool(h - h), {h: "x"}[Fraction(5, 10)])
print(sum([Fraction(1, k) for k in range(1, 20)]), max(h, t), sorted([h, t, Fraction(1, 3)]))
f = Fraction(1)
for k in range(1, 30):
    f *= Fraction(k, k + 2)
    f += 1
print(f)
