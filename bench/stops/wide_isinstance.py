# A tuple of classes that holds each tuple twice.
x = (int, str)
for i in range(60):
    x = (x, x)
isinstance(1.5, x)
