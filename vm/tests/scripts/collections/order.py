# Sorting is a quicksort: what compares equal comes out in the order that it leaves.
print(sorted(range(6), key=lambda i: (i + 1) % 2))
print(sorted(range(12), key=lambda i: i % 3, reverse=True))
print(sorted([(i * 7 % 5, i) for i in range(10)], key=lambda p: p[0]))
print(sorted([3.5, 1, 2.25, True, 1.0]), sorted(["b", "a", "C"]), sorted({3: 1, 1: 2}))
print(sorted([[2], [1, 5], [1]]), sorted([(2, "a"), (1, "b")], reverse=True))


class C:
    def __init__(self, v):
        self.v = v

    def __lt__(self, o):
        return self.v < o.v

    def __gt__(self, o):
        return self.v > o.v

    def __repr__(self):
        return "C%s" % self.v

    def __add__(self, o):
        return C(self.v + (o.v if isinstance(o, C) else o))

    def __radd__(self, o):
        return C(o + self.v)

    def __bool__(self):
        return self.v != 0


cs = [C(v) for v in (3, 1, 2, 5, 4, 3)]
print(sorted(cs), sorted(cs, reverse=True), min(cs), max(cs))
print(sorted(cs, key=lambda c: -c.v), min(cs, key=lambda c: -c.v), max(cs, key=lambda c: -c.v))
print(sum(cs), sum([C(1), C(2)], C(0)), any([C(0), C(1)]), all([C(1), C(0)]))
cs.sort()
print(cs)
cs.sort(key=lambda c: C(-c.v))
print(cs)
print(min([], default=4), max([C(1)], default=4), min(iter(cs)), max(4, 2, 9, key=lambda n: -n))

# An error leaves the list partly sorted, with all its items.
items = [3, 1, "a", 2]
try:
    items.sort()
except TypeError as e:
    print(e, len(items))
