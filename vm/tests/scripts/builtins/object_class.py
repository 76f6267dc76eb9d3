# object itself: making, comparing, its methods.

o = object()
print(type(o), o == o, o == object(), isinstance(o, object), bool(o), hash(o) == hash(o), str(o)[:8])
try:
    o.x = 1
except AttributeError as error:
    print("AttributeError", error)
for work in (lambda: object(1), lambda: o.x, lambda: o + o, lambda: o < o, lambda: o(), lambda: len(o)):
    try:
        work()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


class A(object):
    def __init__(self):
        super().__init__()
        self.ok = True


print(A().ok, object.__name__, object.__init__(A()) if hasattr(object, "__init__") else None)
a = object.__new__(A)
print(type(a) is A, hasattr(a, "ok"))
for bad in (int, 5, None):
    try:
        object.__new__(bad)
    except TypeError as error:
        print("TypeError", error)
sentinel = object()


def f(x=sentinel):
    return x is sentinel


print(f(), f(None), f(sentinel))
