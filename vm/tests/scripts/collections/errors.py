# What collections refuse, and how they word it.
from collections import namedtuple, deque


def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


P = namedtuple("P", "a b")


def d(x, i):
    del x[i]
    return x


def s(x, i, v):
    x[i] = v
    return x


# Indices
t(lambda: [][0])
t(lambda: ()[0])
t(lambda: "abc"[5])
t(lambda: b"abc"[5])
t(lambda: range(3)[7])
t(lambda: P(1, 2)[4])
t(lambda: [1]["a"])
t(lambda: "a"["b"])
t(lambda: [1][1.0])
t(lambda: 5[0])
t(lambda: {1}[0])
t(lambda: {}["x"])
t(lambda: [1, 2][1 << 70])
t(lambda: [1, 2, 3][True])
# Slices
t(lambda: (1, 2, 3)[::2])
t(lambda: "abc"[::-1])
t(lambda: b"abc"[::2])
t(lambda: [1, 2, 3, 4][::-2])
t(lambda: range(10)[2:8:2])
t(lambda: s([1, 2, 3], slice, [1]))
t(lambda: slice(1))
# Stores and deletions
t(lambda: d((1,), 0))
t(lambda: s((1,), 0, 1))
t(lambda: s("abc", 0, 1))
t(lambda: s(P(1, 2), 0, 3))
t(lambda: d(range(4), 1))
t(lambda: d({}, 1))
# Calls
t(lambda: P(1))
t(lambda: P(1, c=2))
t(lambda: P(1, a=2))
t(lambda: P(1, b=5))
t(lambda: iter(5))
t(lambda: next(5))
t(lambda: next([]))
t(lambda: len(5))
t(lambda: next(iter([])))
t(lambda: list(5))
t(lambda: [1].index(3))
t(lambda: [].pop())
t(lambda: [1].pop(5))
t(lambda: min([]))
t(lambda: max(1, 2, "a"))
t(lambda: sum([1, "a"]))
t(lambda: sorted([1], lambda x: x))
t(lambda: sorted([2, "a"]))
t(lambda: [3, 1].sort(1))
t(lambda: [3, 1].sort(foo=1))
t(lambda: dict([1]))
t(lambda: dict([(1, 2, 3)]))
t(lambda: {}.popitem())
t(lambda: set().pop())
t(lambda: {1}.remove(2))
t(lambda: {[]: 1})
t(lambda: {1}.union(3))
t(lambda: {1} | [2])
t(lambda: enumerate())
t(lambda: enumerate([1], "a"))
t(lambda: enumerate([1], foo=3))
t(lambda: reversed(5))
t(lambda: namedtuple("a", 1))
t(lambda: list.append(1, 2))
t(lambda: dict.get(1, 2))
t(lambda: hash({}.keys()))
t(lambda: deque([1, 2], -1))
t(lambda: deque([], 2).pop())
t(lambda: deque([], 2)[0])
t(lambda: frozenset([1]).add(2))
t(lambda: {}.pop(1))
# A table without room asks for no hash.
t(lambda: {}.get([]))
t(lambda: [] in set())
t(lambda: {1: 2}.get([]))
