# __iter__ and __next__ of classes in all places where something is iterated over.

class Fib:
    def __init__(self, top):
        self.top = top

    def __iter__(self):
        self.a, self.b = 0, 1
        return self

    def __next__(self):
        if self.a > self.top:
            raise StopIteration
        value = self.a
        self.a, self.b = self.b, self.a + self.b
        return value


f = Fib(30)
print(list(f), list(f), tuple(f), sum(f), max(f), sorted(f, reverse=True)[:3], 13 in f, 14 in f, set(f) == {0, 1, 2, 3, 5, 8, 13, 21})
print([x for x in f if x % 2], dict(enumerate(f))[3], list(zip(f, "abc")), list(map(str, f))[-1], ",".join(str(x) for x in f))
a, b, *rest = f
print(a, b, rest, any(f), all(f), bytes(Fib(10)), bytearray(Fib(5)), list(filter(None, f))[:2], min(f))
l = [1]
l.extend(f)
print(l)
print(*f)


def inner():
    yield from Fib(5)


print(list(inner()), {x: 1 for x in Fib(2)} == {0: 1, 1: 1, 2: 1}, "-".join(map(str, Fib(8))))


class Fresh:
    def __iter__(self):
        return iter([1, 2])


n = Fresh()
print([(x, y) for x in n for y in n])


class Broken:
    def __iter__(self):
        return self

    def __next__(self):
        raise ValueError("in next")


for work in (lambda: list(Broken()), lambda: sum(Broken()), lambda: sorted(Broken()), lambda: 1 in Broken(), lambda: tuple(Broken())):
    try:
        work()
    except ValueError as error:
        print("ValueError", error)
