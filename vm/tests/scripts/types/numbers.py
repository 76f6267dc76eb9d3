# Numbers: integers of any size, floats, conversions, rounding, bit operations.

print(7 // 2, -7 // 2, 7 % 3, -7 % 3, 7 / 2, 2 ** 10, divmod(-7, 2), abs(-3))
print(1 << 40, (1 << 70) + 1, 2 ** 100, -(2 ** 64), 10 ** 20 // 7, (10 ** 20) % 97)
print(0xFF, 0b101, 0o17, 1_000_000, hex(255), bin(5), oct(8), ~5, 6 & 3, 6 | 3, 6 ^ 3, -1 >> 1)
print(1.5, 1e10, 1e100, 0.1 + 0.2, 1 / 3, -0.0, 3.0, 1e-7, 123456789.0, 1e16)
print(int(3.9), int(-3.9), float(2), round(2.5), round(3.5), round(2.567, 2), bool(0), bool("a"))
print(3 == 3.0, 1 < 2 < 3, 1 < 3 < 2, not 0, 0 or "x", 1 and 0, None is None)
print(float("inf"), -float("inf"), float("nan"), float("inf") > 10 ** 30)
print(min(3, 1, 2), max([1, 5, 2]), sum([0.5, 1, 2]), pow(3, 4), pow(3, 4, 5))
x = 5
x += 1
x -= 2
x *= 3
x //= 2
x **= 2
x %= 7
x <<= 3
x |= 1
print(x, 1 if x else 2, True + True, isinstance(True, int), type(1), type(1.0))
for text in ("12x", "", "1.2.3"):
    try:
        print(float(text))
    except ValueError as error:
        print("ValueError", error)
