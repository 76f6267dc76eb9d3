# From float to int, bool and text, and back.

import sys

for x in (0.0, 0.9, -0.9, 1e10, -1e10, 2.0**31, 2.0**62, 2.0**63, 2.0**100, 1e18):
    print(x, int(x), bool(x), str(x), repr(x))
print(int(1e25) == 10**25, int(2.0**100) == 2**100, float(10**15 + 1), float(2**62), round(2.0**70) == 2**70)
for bad in ("inf", "-inf", "nan"):
    try:
        int(float(bad))
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)
print(float(10**300), 10**300 * 1.0 == 1e300)
print(isinstance(1.0, float), isinstance(1, float), type(1 * 1.0), type(1 / 1), type(2**-1), type(4 // 2.0))
print([x for x in (1.5, 2.5)], (0.1,), {0.5: -0.5})
try:
    [1, 2][1.0]
except TypeError as error:
    print("TypeError", error)
try:
    range(1.0)
except TypeError as error:
    print("TypeError", error)
