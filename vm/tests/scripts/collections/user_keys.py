# Keys and items whose equality and hash are a user's.
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return self.n % 3
    def __eq__(self, o): return isinstance(o, K) and self.n == o.n
    def __repr__(self): return 'K%d' % self.n
d = {}
for i in range(10): d[K(i)] = i
print(len(d), [d[K(i)] for i in range(10)])
print(K(3) in d, K(30) in d, d.get(K(4)), d.get(K(44), 'no'))
d[5] = 'five'; print(d[5], 5 in d, len(d))
del d[K(2)]
print(K(2) in d, d.pop(K(3)), d.pop(K(3), None), len(d))
try: d[K(99)]
except KeyError as e: print('KeyError', e.args)
try: del d[K(99)]
except KeyError as e: print('KeyError', e.args)
print(d.setdefault(K(1), 7), d.setdefault(K(77), 7))
s = {K(1), K(2), K(1)}
print(len(s), K(1) in s, K(3) in s)
s.add(K(3)); s.add(K(3)); s.discard(K(1)); print(len(s))
print(len(s | {K(9)}), len(s & {K(2)}), len(s ^ {K(2), K(8)}), len(s - {K(2)}))
print(s == {K(3), K(2)}, s <= {K(2), K(3), K(4)}, {K(2)} < s)
s |= {K(5)}; s -= {K(2)}; s ^= {K(5), K(6)}; s &= {K(3), K(6)}; print(len(s), K(3) in s, K(6) in s)
print(set([K(1), K(1)]) == {K(1)}, frozenset([K(4)]) == {K(4)})
print([K(1), K(2)] == [K(1), K(2)], [K(1)] != [K(2)], (K(1),) == (K(1),), {1: K(1)} == {1: K(1)}, {K(1): 2} == {K(1): 2})
print([K(1), K(2)].index(K(2)), [K(1), K(1)].count(K(1)), K(2) in [K(1), K(2)], K(5) in (K(1),))
l = [K(1), K(2), K(3)]; l.remove(K(2)); print(len(l))
try: l.remove(K(9))
except ValueError as e: print(e)
print(dict([(K(1), 2), (K(1), 3)]), {K(2): K(3)})
print(str([K(1)]), repr((K(1),)), [K(1), [K(2)]], {K(1)})
from collections import namedtuple, OrderedDict

P = namedtuple("P", ["x", "y"])
p = P(1, K(2))
print(p, p.x, p == (1, K(2)))
o = OrderedDict([("z", 1), ("a", K(1))])
o["b"] = 3
print(o, list(o.keys()), o.popitem())
for D in (dict, OrderedDict):
    d = D()
    d[K(0)] = "first"
    d[1] = "second"
    r = reversed(d)
    print(next(r))
    for f in (lambda: list(reversed(d)), lambda: max(reversed(d)), lambda: tuple(reversed(D([(0, 1), (1, 2)])))):
        try:
            print(f())
        except KeyError as e:
            print("KeyError", e)
