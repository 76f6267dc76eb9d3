# Functions, classes and generators that call themselves.
def f():
    f()


class A:
    def __getattr__(self, name):
        return getattr(self, name + "x")

    def __repr__(self):
        return "%r" % self

    def __eq__(self, other):
        return self == other


def g():
    yield from g()


for try_it in (f, lambda: A().x, lambda: repr(A()), lambda: A() == A(), lambda: list(g())):
    try:
        try_it()
    except (RuntimeError, MemoryError) as e:
        print(type(e))
