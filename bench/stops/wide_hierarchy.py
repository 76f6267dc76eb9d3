# Classes with two bases each, which are asked twice.
class A:
    pass


for i in range(40):
    B = type("B", (A,), {})
    C = type("C", (A,), {})
    A = type("A", (B, C), {})
isinstance(A(), int)
hasattr(A(), "missing")
