# Numerical programs: integration, means, Horner, bisection, fixed text.

def simpson(f, a, b, n):
    h = (b - a) / n
    total = f(a) + f(b)
    for i in range(1, n):
        total += f(a + i * h) * (4 if i % 2 else 2)
    return total * h / 3


print("%.8f" % simpson(lambda x: x**3, 0, 2, 100), "%.6f" % simpson(lambda x: 1 / (1 + x * x), 0, 1, 200))


def horner(cs, x):
    r = 0.0
    for c in cs:
        r = r * x + c
    return r


print(horner([1, -3, 2], 1.5), horner([2, 0, 0.5], -2), horner([], 9))


def bisect(f, lo, hi):
    for _ in range(60):
        mid = (lo + hi) / 2
        if f(lo) * f(mid) <= 0:
            hi = mid
        else:
            lo = mid
    return lo


print("%.10f" % bisect(lambda x: x * x - 2, 0, 2), "%.6f" % bisect(lambda x: x**3 - x - 2, 1, 2))
data = [2, 4, 4, 4, 5, 5, 7, 9]
mean = sum(data) / len(data)
var = sum((x - mean) ** 2 for x in data) / len(data)
print(mean, var, var**0.5, sorted(data)[len(data) // 2], "%.3f" % (sum(1 / x for x in data) / len(data)))
x, y, vx, vy = 0.0, 0.0, 3.0, 4.0
while y >= 0:
    x, y, vy = x + vx * 0.125, y + vy * 0.125, vy - 9.75 * 0.125
print(x, y, vy)
e, term = 1.0, 1.0
for k in range(1, 20):
    term /= k
    e += term
print("%.12f" % e)
c = [round((f - 32) * 5 / 9, 1) for f in (-40, 0, 32, 98.6, 212)]
print(c, ["%.1f" % v for v in c], [int(v + 0.5) for v in (0.4, 0.5, 1.49, 2.5)], 7 // 0.5, 7.25 % 0.5, -7.25 // 1)
