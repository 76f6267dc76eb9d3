# collections.namedtuple: fields, construction, methods, errors.

from collections import namedtuple

Point = namedtuple("Point", ["x", "y"])
Named = namedtuple("Named", "a b c")
One = namedtuple("One", ("only",))
p = Point(1, y=2)
print(p, p.x, p.y, p[0], p[-1], len(p), p == (1, 2), p == Point(1, 2), isinstance(p, tuple), hash(p) == hash((1, 2)))
print(Named(1, 2, 3), One("v"), Point(x=5, y=6), Named(c=3, a=1, b=2), list(p), p + (3,), p * 2, p[:1])
x, y = p
print(x, y, max(p), {p: "k"}[1, 2], "%d %d" % p, Point.__name__, type(p) is Point)
for work in (
    lambda: Point(1), lambda: Point(1, 2, 3), lambda: Point(1, x=2), lambda: Point(1, z=2), lambda: p.z, lambda: Point(),
    lambda: namedtuple("Bad", 5), lambda: namedtuple("Bad"),
):
    try:
        print(work())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
for work in ("p.x = 5", "p[0] = 5", "del p.x", "p.new = 1"):
    try:
        exec(work)
    except (TypeError, AttributeError) as error:
        print(work, type(error).__name__, error)
print(hasattr(p, "_fields"), hasattr(p, "_asdict"), hasattr(p, "_replace"))
if hasattr(p, "_asdict"):
    print(p._asdict())


class Vector(Point):
    def length(self):
        return (self.x**2 + self.y**2) ** 0.5

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)


v = Vector(3, 4)
print(v.length(), v + v, v.x, isinstance(v, Point))
try:
    namedtuple("Long", ["a" * 300])
except RuntimeError as error:
    print("RuntimeError", error)
print(namedtuple("Spaces", " a\tb\n\x0bc ")(1, 2, 3))
