# A namedtuple's attributes are its fields; a tuple's methods are reached through its class.
from collections import namedtuple

P = namedtuple("Point", ("x", "y"))
p = P(1, 2)


class Q(P):
    def z(self):
        return self.x + 10


q = Q(3, 4)
for f in (
    lambda: p.x,
    lambda: p.index,
    lambda: p.count(1),
    lambda: getattr(p, "index", 7),
    lambda: hasattr(p, "count"),
    lambda: P.index(p, 2),
    lambda: p.__class__ is P,
    lambda: q.z(),
    lambda: q.index(4),
    lambda: q.foo,
):
    try:
        print(f())
    except AttributeError as e:
        print(e)
