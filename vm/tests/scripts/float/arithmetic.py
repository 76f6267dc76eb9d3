# Arithmetic of floats, with signs, zero and infinities.

inf, nan = float("inf"), float("nan")
for a in (1.5, -2.5, 0.0, inf):
    for b in (2.0, -0.5, 3, inf):
        print(a + b, a - b, a * b, a / b, end="; ")
    print()
for a in (7.5, -7.5):
    for b in (2, -2, 2.5, 0.3):
        print(a // b, a % b, end="; ")
    print()
for work in (lambda: 1.0 / 0, lambda: 1.0 // 0.0, lambda: 1.0 % 0, lambda: 0.0 ** -1, lambda: 1 / 0.0):
    try:
        print(work())
    except ZeroDivisionError as error:
        print("ZeroDivisionError", error)
print(2.0**3, 2**0.5, 9.0**0.5, (-8.0) ** 2, 2.0**-2, 1e308 * 10, -1e308 * 10, inf - inf, inf * 0)
print(-1.5, +1.5, -0.0, abs(-1.5), -(-inf))
x = 1.0
x += 0.5
x *= 3
x -= 1
x /= 2
x //= 0.5
x **= 2
x %= 7
print(x)
for work in (lambda: 1.5 + "a", lambda: "a" * 1.5, lambda: 1.5 - None, lambda: 1.5 & 1, lambda: ~1.5, lambda: 1.5 @ 2):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)
