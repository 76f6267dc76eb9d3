# The operators of sets, with frozensets, and what they refuse.

def t(work):
    try:
        result = work()
        print(sorted(result) if isinstance(result, (set, frozenset)) else result, type(result))
    except Exception as error:
        print(type(error).__name__, error)


a, b, f = {1, 2, 3}, {3, 4}, frozenset({2, 3})
t(lambda: a | b)
t(lambda: a & b)
t(lambda: a - b)
t(lambda: a ^ b)
t(lambda: a | f)
t(lambda: f | a)
t(lambda: f & a)
t(lambda: f - a)
t(lambda: a < b)
t(lambda: f < a)
t(lambda: f <= f)
t(lambda: a > f)
t(lambda: a >= a)
t(lambda: a == {3, 2, 1})
t(lambda: f == {2, 3})
t(lambda: a != b)
t(lambda: a == [1, 2, 3])
t(lambda: a | [1])
t(lambda: a & 5)
t(lambda: a - (1,))
t(lambda: a < [1])
t(lambda: a + b)
t(lambda: a * 2)
t(lambda: -a)
t(lambda: a[0])
t(lambda: len(a))
t(lambda: 1 in a)
t(lambda: "1" in a)
t(lambda: [] in a)
t(lambda: hash(a))
t(lambda: hash(f) == hash(frozenset([3, 2])))
c = a
a |= {9}
print(sorted(c), c is a)
a &= {1, 9}
print(sorted(c))
a -= {1}
a ^= {9, 10}
print(sorted(a), a is c)
f |= {5}
print(sorted(f), type(f))
print(bool(set()), bool({0}), set(), frozenset(), {1}, frozenset([1]), repr({"a"}), set("aab") == {"a", "b"})
