# Lists that hold each list twice: short to write, endless to show or to compare.
x = 0
y = 0
for i in range(60):
    x = [x, x]
    y = (y, y)
which = 0
try:
    hash(y)
finally:
    x == x[:]
