# round: halves to even, digits, negative digits, big integers, infinities.

for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.4, 2.6, -2.6, 0.0, -0.0, 1e15 + 0.5):
    print(x, round(x), type(round(x)))
for x, n in ((1.2345, 2), (1.235, 2), (-1.005, 2), (123.456, 0), (123.456, -1), (1e-5, 3), (2.5, 0)):
    print(x, n, round(x, n))
for x, n in ((5, 0), (15, -1), (25, -1), (-15, -1), (123, 2), (149, -2), (150, -2), (250, -2), (7, -3)):
    print(x, n, round(x, n))
print(round(2**70), round(True), type(round(True)), round(1.5, None) if False else "-")
for bad in (float("inf"), float("nan")):
    try:
        print(round(bad))
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)
for args in (("a",), (None,), (1.5, "a"), ()):
    try:
        print(round(*args))
    except TypeError as error:
        print("TypeError")
