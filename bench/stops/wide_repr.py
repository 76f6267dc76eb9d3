# A list that holds each list twice, shown.
x = 0
for i in range(60):
    x = (x, x)
str(x)
