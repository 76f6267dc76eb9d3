# Values that are long or deep: shown, compared, hashed and searched.
x = y = 1
for i in range(12):
    x = (x, x, i)
    y = (y, y, i)
print(x == y, hash(x) == hash(y), x < y, len(repr(x)), x in [0, y], [0, y].index(x), [y].count(x))
x = y = ()
for i in range(120):
    x = (x,)
    y = (y,)
print(x == y, hash(x) == hash(y), x <= y, len(str(x)))
a = list(range(210000))
b = list(range(210000))
print(a == b, -1 in a)
print(1.5 in range(210000))
