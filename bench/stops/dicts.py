# Long dicts, made, copied, joined, compared.
x = {i: str(i) for i in range(300000)}
y = dict(x)
y.update(x)
x == y
x | y
x.copy()
list(x.items())
dict(zip(x, x))
dict.fromkeys(x)
for i in range(0, 300000, 2):
    del x[i]
x.popitem()
x.clear()
