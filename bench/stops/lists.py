# Long lists, copied and changed.
x = list(range(2000000))
for i in range(3):
    x[:]
    x[::2]
    x + x[:5]
    x.index(1999999)
    x.count(-1)
    x.reverse()
    -1 in x
    x.insert(0, 1)
    x.pop(0)
    x.remove(1000000)
    x.append(1000000)
    x.copy()
    x == x[:]
    x < x[:]
    del x[5:10]
    x[5:5] = range(5)
    tuple(x)
    x.extend(x[:1000])
x.clear()
