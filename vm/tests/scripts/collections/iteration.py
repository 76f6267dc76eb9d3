# Generators and users' iterators, wherever a collection is taken or made.
def g(n):
    for i in range(n): yield i
print(list(g(3)), tuple(g(3)), set(g(3)), sum(g(4)), min(g(3)), max(g(3)), any(g(1)), all(g(2)), sorted(g(4), reverse=True))
print(dict((i, i * i) for i in g(3)), list(zip(g(3), 'abc')), list(enumerate(g(2), 5)), list(map(lambda a, b: a + b, g(3), g(3))), list(filter(None, g(3))), list(filter(lambda x: x % 2, g(6))))
a, *b = g(4); print(a, b)
a, b, c = g(3); print(a, b, c)
try:
    a, b = g(3)
except ValueError as e: print(e)
try:
    a, b = g(1)
except ValueError as e: print(e)
try:
    a, b, *c = g(1)
except ValueError as e: print(e)
l = [1]; l.extend(g(3)); l += g(2); print(l)
print(next(g(0), 'dflt'), next(g(1)), 2 in g(3), 7 in g(3))
print((lambda *a: a)(*g(3)))
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration
        self.n -= 1
        return self.n
print(list(It(3)), sum(It(4)), max(It(3)), 2 in It(3), dict(zip(It(2), It(3))), next(It(1)), next(It(0), 'x'))
for i in It(2): print(i)
try: next(It(0))
except StopIteration: print('stop')
class G:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 2
    def __len__(self): return 3
print(list(G()), 4 in G(), list(reversed(G())), [x for x in G()], len(G()), tuple(G()), max(G()))
class D(dict): pass
x = D(a=1); x['b'] = 2; print(sorted(x.items()), len(x), 'a' in x, x == {'a': 1, 'b': 2})
class L(list):
    def __getitem__(self, i): return 'got %s' % i
x = L([1, 2]); print(x[0], len(x), list(x), x)
from collections import deque
q = deque((), 3)
for i in range(5): q.append(i)
print(list(q), len(q), q.popleft(), q.pop(), list(q)); q.extend(g(5)); print(list(q))
print(sorted(['b', 'a', 'C']), sorted([3.5, 1, 2.25]), sorted([(2, 'a'), (1, 'b')]), sorted({3: 1, 1: 2}))
# What ends an iterator is what ended its source.
class Ends:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration(42)


for it in (enumerate(Ends()), zip(Ends()), map(str, Ends()), filter(None, Ends())):
    try:
        next(it)
    except StopIteration as e:
        print(e.args)
# Collections that change under their iterators.
items = [1, 2, 3]
for i in items:
    if i < 10:
        items.append(i + 10)
print(items)
table = {1: 2, 3: 4}
for k in table:
    table[k + 10] = 1
print(table)
