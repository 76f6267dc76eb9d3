# __name__, __class__, __bases__ and __qualname__ of what has them.

class A:
    pass


class B(A, dict):
    pass


print(A.__name__, B.__name__, int.__name__, type.__name__, ValueError.__name__, type(None).__name__, type(len).__name__)
print(A().__class__ is A, A.__class__ is type, (5).__class__ is int, "s".__class__ is str, None.__class__ is type(None), [].__class__ is list)
print([b.__name__ for b in B.__bases__], A.__bases__, [b.__name__ for b in ValueError.__bases__] if hasattr(ValueError, "__bases__") else "-", [b.__name__ for b in bool.__bases__] if hasattr(bool, "__bases__") else "-")
for name in ("__name__", "__qualname__", "__module__", "__mro__", "__doc__", "__dict__"):
    print(name, hasattr(A, name), hasattr(A(), name), end="; ")
print()


def f():
    pass


print(f.__name__, (lambda: 0).__name__, (x for x in ()).__name__ if hasattr((x for x in ()), "__name__") else "-")
for bases in ((), (int,), (A, int)):
    try:
        super(bases, "x")
    except TypeError as error:
        print("TypeError", error)
for name in (b"A", 1, "A"):
    try:
        print(type(name, (), {}))
    except TypeError as error:
        print("TypeError", error)
