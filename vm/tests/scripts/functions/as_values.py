# Functions as values: attributes, equality, names, containers, methods.

def f(x):
    return x + 1


g = f
print(f is g, f == g, f(1), [f, len][0](5), {"k": f}["k"](1), (lambda: f)()(2), callable(f), type(f))
print(f.__name__, (lambda: 0).__name__, str(f).split(" at ")[0], bool(f))
for name in ("__name__", "__doc__", "__module__", "__defaults__"):
    print(name, hasattr(f, name), end="; ")
print()
try:
    f.attr = 1
    print(f.attr)
except AttributeError as error:
    print("AttributeError", error)
try:
    f.missing
except AttributeError as error:
    print("AttributeError", error)
table = {"+": lambda a, b: a + b, "-": lambda a, b: a - b}
print(table["+"](1, 2), table["-"](1, 2), sorted([3, 1], key=lambda x: -x))


def apply(f, *args):
    return f(*args)


print(apply(max, 1, 5, 2), apply("{}-{}".format, 1, 2), apply([1, 2].index, 2), apply(apply, apply, len, "abc"))
print(hash(f) == hash(g), {f: 1}[g], f in [f], f != len)
for work in (lambda: f + 1, lambda: f < g, lambda: f[0], lambda: len(f), lambda: iter(f)):
    try:
        work()
    except TypeError as error:
        print("TypeError", error)


def outer():
    def inner():
        return "inner"

    outer_inner = inner
    return outer_inner


print(outer()(), outer() is outer(), outer().__name__)


def nothing():
    pass


def annotated(a: int, b: "text" = 5) -> float:
    c: int = a
    return c + b


print(nothing(), annotated(1))
