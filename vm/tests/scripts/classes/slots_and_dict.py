# __slots__ is only an attribute; __dict__ shows what an instance holds.

class P:
    __slots__ = ("x", "y")

    def __init__(self):
        self.x = 1


p = P()
p.z = 5
print(p.z, p.__dict__, P.__slots__)


class Q:
    shared = 1

    def __init__(self, **kw):
        for k, v in kw.items():
            setattr(self, k, v)


q = Q(a=1)
print(q.__dict__, "shared" in q.__dict__, len(Q().__dict__))
q.b = 2
print(sorted(q.__dict__.items()))
d = q.__dict__
try:
    d["c"] = 3
    print(q.c)
except (TypeError, AttributeError) as error:
    print(type(error).__name__, error)
try:
    q.__dict__ = {}
    print(q.a)
except (TypeError, AttributeError) as error:
    print(type(error).__name__)
print(sorted(k for k in Q.__dict__ if not k.startswith("__")))
