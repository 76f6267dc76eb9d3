# Tuples: displays, operators, methods, slices.

def t(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)


a = (1, 2, 3, 2)
print((), (1,), (1, 2), 1, (1, (2, (3,))), tuple(), tuple("ab"), tuple([1]), tuple(range(3)), tuple(x for x in "c"))
print(a[0], a[-1], a[1:3], a[5:], a.count(2), a.index(2), a.index(2, 2), len(a), 3 in a)
print(a + (9,), a * 2, 2 * (0,), () + (), (1, 2) < (1, 3), (1,) < (1, 0), (1, 2) == (1, 2), (1,) == [1], hash(a) == hash((1, 2, 3, 2)))
print({(1, 2): "k"}[1, 2], max(a), sorted(a), sum(a), bool(()), bool((0,)), repr(("a", None, 1.5)), (1, 2) != (2, 1))
t(lambda: a[10])
t(lambda: a["x"])
t(lambda: a.index(99))
t(lambda: a.index(1, 1))
t(lambda: a + [1])
t(lambda: a * "x")
t(lambda: a < 5)
t(lambda: hash((1, [])))
t(lambda: tuple(5))
t(lambda: tuple(1, 2))
t(lambda: a.append(1))
t(lambda: a.count())
try:
    a[0] = 1
except TypeError as error:
    print("TypeError", error)
try:
    del a[0]
except TypeError as error:
    print("TypeError", error)
b = a
a += (5,)
print(a, b, a is b)
x, (y, z), *rest = 1, (2, 3), 4, 5
print(x, y, z, rest)
x, y = y, x
print(x, y)
