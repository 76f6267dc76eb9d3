# Long texts and collections, shown.
x = "a'\x00" * 2000000
repr(x)
repr(x.encode())
y = list(range(300000))
str(y)
"%s" % (y,)
d = dict.fromkeys(y, 1.5)
str(d)
str(set(y))
print(y)
