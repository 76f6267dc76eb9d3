# format with integers: every type, sign, alternate form, width and grouping.

for spec in ("", "d", "b", "o", "x", "X", "c", "n", "e", "f", "g", "%", "5", "<5", ">5", "^5", "=5", "05", "+", " ", "-", "+05", "#x", "#b", "#o", "#X", "#010x", "*^7", "_>4", "<+6d", ",", "x>8b", "08b", "=+6", "0=6", ".2f", "10.3e"):
    row = []
    for n in (0, 65, -65, 123456):
        if n < 0 and "c" in spec:
            continue
        try:
            row.append(("{:" + spec + "}").format(n))
        except (ValueError, OverflowError) as error:
            row.append(type(error).__name__)
    print(repr(spec), row)
for n in (2**70, -(2**70)):
    print("{:d} {:x} {:,} {:+d} {:30d} {:<30d}| {:^30}|{:b}".format(n, n, n, n, n, n, n, n)[:300])
for n in (0, 1, 999, 1000, 1234567, -1234567, 10**15):
    print("{:,}|{:12,}|{:<12,}|{:+,}|{:012,}".format(n, n, n, n, n))
for spec in ("s", "z", "5z", "d5", ".2d", "q", "<<<5", "5<5", "{", "xx"):
    try:
        print(spec, ("{:" + spec + "}").format(42))
    except (ValueError, KeyError, IndexError, TypeError) as error:
        print(spec, type(error).__name__, error)
