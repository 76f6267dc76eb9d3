# Operators of a class that answer, give up with NotImplemented, or raise; in loops, so that they are asked again.


class Metre:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        if isinstance(other, Metre):
            return Metre(self.n + other.n)
        return NotImplemented

    def __radd__(self, other):
        if isinstance(other, int):
            return Metre(other + self.n)
        return NotImplemented

    def __sub__(self, other):
        return self.n - other.n

    def __mul__(self, other):
        return [self.n, other]

    def __lt__(self, other):
        if isinstance(other, Metre):
            return self.n < other.n
        return NotImplemented

    def __gt__(self, other):
        return "more"

    def __truediv__(self, other):
        raise ValueError(other)

    def __repr__(self):
        return "Metre(%d)" % self.n


class Foot:
    def __radd__(self, other):
        return "foot after " + repr(other)

    def __rmul__(self, other):
        return NotImplemented

    def __repr__(self):
        return "Foot()"


def attempt(f):
    try:
        print(f())
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)


a, b, foot = Metre(1), Metre(2), Foot()
for _ in range(3):
    attempt(lambda: a + b)
    attempt(lambda: a + foot)
    attempt(lambda: a + 1)
    attempt(lambda: a + "x")
    attempt(lambda: 1 + a)
    attempt(lambda: "x" + a)
    attempt(lambda: a - b)
    attempt(lambda: a - 1)
    attempt(lambda: a * foot)
    attempt(lambda: foot * a)
    attempt(lambda: 2 * foot)
    attempt(lambda: a < b)
    attempt(lambda: a < 1)
    attempt(lambda: a > 1)
    attempt(lambda: a / b)
    attempt(lambda: a // b)

# In place: the plain operator, where the class has no other.
total, product = Metre(0), Metre(3)
for i in range(3):
    total += Metre(i)
    product *= i
    print(total, product)
    product = Metre(i)

# Conditions and stores take the result at once.
count = 0
for i in range(6):
    if Metre(i) < Metre(3):
        count += 1
    difference = Metre(i) - a
    count += difference
print(count)


# An operator that is a generator's frame apart, and one that calls itself.
class Tree:
    def __init__(self, *parts):
        self.parts = parts

    def __add__(self, depth):
        if depth == 0:
            return 1
        return sum(part + (depth - 1) for part in self.parts) + 1


print(Tree(Tree(Tree()), Tree()) + 2)


class Chain:
    def __add__(self, n):
        return self + (n - 1) if n else 0


print(Chain() + 20)


def steps():
    for i in range(3):
        yield Metre(i) + Metre(i)


print(list(steps()))

# The method changes while a loop asks for it.
for i in range(4):
    print(a + b)
    if i == 1:
        Metre.__add__ = lambda self, other: "new"
    if i == 2:
        del Metre.__add__
        attempt(lambda: a + b)
        Metre.__add__ = lambda self, other: "back"
