# What `__getattr__` gives is asked for by `with`, iteration and `next()`, but by no operator.
class A:
    def __getattr__(self, name):
        print("asked", name)
        if name in ("__enter__", "__exit__"):
            return lambda *a: print(name, len(a))
        if name == "__getitem__":
            return self.item
        raise AttributeError(name)

    def item(self, i):
        if i > 2:
            raise IndexError
        return i


with A() as a:
    print(a)
for x in A():
    print(x)
for f in (
    lambda: list(A()),
    lambda: 1 in A(),
    lambda: sum(A()),
    lambda: next(A()),
    lambda: A()[1],
    lambda: len(A()),
    lambda: A() + 1,
    lambda: -A(),
    lambda: A()(),
):
    try:
        print(f())
    except (TypeError, AttributeError) as e:
        print(repr(e))


class Half:
    def __getattr__(self, name):
        if name == "__exit__":
            return print
        raise AttributeError("no " + name)


try:
    with Half():
        print("never")
except AttributeError as e:
    print(e)
