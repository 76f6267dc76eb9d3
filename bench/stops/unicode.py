# Long texts beyond ASCII, by index.
x = "äö€😀" * 500000
len(x)
x[1999999]
x[-5]
x[5:-5]
x.find("b")
for i in range(1000):
    x[-i]
x.upper()
repr(x)
x.encode().decode()
