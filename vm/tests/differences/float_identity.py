# `is` says that two equal floats are one thing.
# Cause: floats are values here; in MicroPython each computation makes an object of its own.
# Workaround: compare floats with `==` or `math.isclose`.
x = 1.5
y = x
x += 0
print(x is y, x == y)
