# Long sets, joined and compared.
x = set(range(300000))
y = set(range(150000, 450000))
x | y
x & y
x - y
x ^ y
x <= y
x == y
x.update(y)
x.intersection_update(y)
x.difference_update(y)
frozenset(x)
x.union(range(300000))
x.isdisjoint(range(1000000, 1300000))
