# Classes upon classes, asked for what none has.
class A:
    pass


for i in range(20000):
    A = type("A", (A,), {})
a = A()
for i in range(100):
    hasattr(a, "missing%d" % i)
    isinstance(a, int)
    issubclass(A, str)
