# __call__, __getitem__, __setitem__, __delitem__, __contains__, __len__, __iter__.

class Grid:
    def __init__(self):
        self.cells = {}

    def __getitem__(self, key):
        return self.cells.get(key, "empty")

    def __setitem__(self, key, value):
        print("set", key, value)
        self.cells[key] = value

    def __delitem__(self, key):
        print("del", key)
        del self.cells[key]

    def __contains__(self, value):
        return value in self.cells.values()

    def __len__(self):
        return len(self.cells)

    def __iter__(self):
        return iter(sorted(self.cells))

    def __call__(self, *args, **kwargs):
        return args, kwargs


g = Grid()
g[1, 2] = "x"
g[0, 0] = "y"
g[1, 2] += "!"
print(g[1, 2], g[5, 5], "y" in g, "z" in g, "z" not in g, len(g), list(g), bool(g), g(1, a=2))
del g[0, 0]
print(len(g), [k for k in g])
try:
    del g["none"]
except KeyError as error:
    print("KeyError", error)


class Nothing:
    pass


n = Nothing()
for work in (lambda: n[0], lambda: len(n), lambda: 1 in n, lambda: iter(n), lambda: n(), lambda: [x for x in n]):
    try:
        work()
    except TypeError as error:
        print("TypeError", error)
for work in ("n[0] = 1", "del n[0]"):
    try:
        exec(work)
    except TypeError as error:
        print(work, "TypeError", error)


class OnlyIter:
    def __iter__(self):
        yield 1
        yield 2


print(2 in OnlyIter(), 5 in OnlyIter(), list(OnlyIter()), sum(OnlyIter()), max(OnlyIter()), sorted(OnlyIter(), reverse=True))
a, b = OnlyIter()
print(a, b)


class BadLen:
    def __len__(self):
        return "x"


class Negative:
    def __len__(self):
        return -1


for value in (BadLen(), Negative()):
    try:
        print(len(value))
    except (TypeError, ValueError) as error:
        print(type(error).__name__)
