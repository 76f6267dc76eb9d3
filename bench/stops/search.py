# Searches for what is nearly there.
x = "a" * 4000000
y = "a" * 2000 + "b"
y in x
x.find(y)
x.rfind("b" + "a" * 2000)
x.count(y)
x.replace(y, "")
x.split(y)
x.rsplit(y)
x.partition(y)
b = x.encode()
c = y.encode()
c in b
b.find(c)
b.count(c)
b.replace(c, b"")
b.split(c)
