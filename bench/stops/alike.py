# Long values that differ at their ends only, compared many times in one call.
x = "a" * 20000000
y = x[:-1] + "b"
x.startswith((y,) * 1000)
x.endswith(("b" + x[1:],) * 1000)
n = (1 << 20000000) + 1
m = n + 1
sorted([n, m] * 1000)
[n] * 1000 == [m - 1] * 1000
max([n, m] * 1000)
n in [m] * 1000
