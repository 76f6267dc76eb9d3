# Two lists that hold each list twice, compared.
x = 0
y = 0
for i in range(60):
    x = [x, x]
    y = [y, y]
x == y
