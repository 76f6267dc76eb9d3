# Dicts and sets of so many keys that they work in steps: the same keys in the same order.
d = {i: -i for i in range(70000)}
print(len(d), sum(d), sum(d.values()), d[69999], list(d)[-3:])
print(len(dict.fromkeys(range(40000), 5)))
s = set(range(34000))
print(s <= s, s < s, s.isdisjoint(range(33999, 80000)))
print(len(s & s.copy()), len(s | set(s)), len(frozenset(range(40000))))
s.difference_update(range(33000))
print(sorted(s)[:3], len(s))
try:
    {}.update([(1, 2)] * 40000 + [3])
except TypeError as err:
    print(err)
try:
    dict.fromkeys([1] * 40000 + [[]])
except TypeError as err:
    print(err)
