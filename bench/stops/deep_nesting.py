# Lists within lists: shown, compared, hashed.
x = []
y = []
z = ()
for i in range(300000):
    x = [x]
    y = [y]
    z = (z,)
for f in (lambda: repr(x), lambda: x == y, lambda: x < y, lambda: hash(z), lambda: str(z)):
    try:
        f()
    except RuntimeError as e:
        print(e)
