# Classes based on tuple.

class Point(tuple):
    def x(self):
        return self[0]

    def __add__(self, other):
        return Point(a + b for a, b in zip(self, other))


p = Point([1, 2])
print(p, p.x(), len(p), p == (1, 2), p + (3, 4), type(p + p), p[1], list(p), isinstance(p, tuple), p[:1], type(p[:1]))
x, y = p
print(x, y, {(1, 2): "v"}.get((1, 2)), 2 in p, p.index(2), p.count(1), sum(p), sorted(p, reverse=True), "%d-%d" % (p[0], p[1]))
print(p * 2, (0,) + tuple(p), (1, 2) == p, p < (1, 3), Point() == ())
