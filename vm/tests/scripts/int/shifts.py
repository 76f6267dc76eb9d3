# Shifts: far left, far right, negative numbers, negative counts.

print([1 << n for n in (0, 1, 29, 30, 31, 46, 47, 61, 62, 63, 64, 100)])
print([-1 << n for n in (0, 1, 30, 31, 47, 63, 64)])
print([(2**70 + 12345) >> n for n in (0, 1, 8, 32, 64, 69, 70, 71, 200)])
print([-(2**70 + 12345) >> n for n in (0, 1, 8, 32, 64, 69, 70, 71, 200)])
print([n >> 1 for n in (5, -5, 1, -1, 0)], -1 >> 1000, 1 >> 1000, 0 << 1000, 5 >> 2**40 if False else 0)
for work in (lambda: 1 << -1, lambda: 1 >> -1, lambda: 2**70 << -1, lambda: 2**70 >> -1):
    try:
        print(work())
    except ValueError as error:
        print("ValueError", error)
for work in (lambda: 1 << 1.0, lambda: 1.0 << 1, lambda: 1 >> "a", lambda: None << 1):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)
n = 3
n <<= 65
print(n)
n >>= 64
print(n, True << 4, 256 >> True)
