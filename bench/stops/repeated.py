# Quick methods of long values, many times: each has to be paid for.
x = "äb c" * 1000000
y = tuple(range(300000))
z = [1] * 500000
b = bytearray(4000000)
n = 1 << 8000000
d = {i: i for i in range(100000)}
for i in range(99999):
    del d[i]


class A:
    pass


for i in range(5000):
    setattr(A, "a%d" % i, i)

for f in (
    lambda: len(x),
    lambda: x[-9],
    lambda: x[5:9],
    lambda: reversed(x),
    lambda: x.strip("äb c"),
    lambda: x.startswith(x[:-1]),
    lambda: "abc" in x,
    lambda: b"abc" in b,
    lambda: 9 in bytes(b),
    lambda: b[1:],
    lambda: b.hex(),
    lambda: int(" " * 4000000),
    lambda: float("1" * 4000000),
    lambda: y[1:],
    lambda: hash(y),
    lambda: z[::-1],
    lambda: z.reverse(),
    lambda: z.remove(1),
    lambda: z.insert(0, 1),
    lambda: z.pop(0),
    lambda: -n,
    lambda: ~n,
    lambda: n.to_bytes(2000000, "big"),
    lambda: int.from_bytes(b, "big"),
    lambda: pow(3, n, 7),
    lambda: next(iter(d)),
    lambda: dir(A),
    lambda: A.__dict__,
):
    for i in range(200):
        try:
            f()
        except ValueError:
            pass
