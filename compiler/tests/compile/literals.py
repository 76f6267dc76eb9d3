# Numbers, strings, constants and what folds of them.
from micropython import const
import math

WIDTH = const(1 << 7)
_PRIVATE = const(("a", 2, None))
big = 0xFFFF_FFFF_FFFF_FFFF_FFFF + 1
small = (-16, 47, 48, -17, 1073741823, 1073741824, -1073741824, -1073741825, 4611686018427387904)
floats = 1.5, .5, 5e-324, 1e300 * 10, 1 / 3, 7 // -2, -7 % 3, 7.5 // -2, 2 ** 100, 2 ** -1, 0.1 + 0.2, -0.0, 1e16
raw = r"\d+\"" if big else rb"\x00" b"\xff\n\101"
text = "short" 'joined' "\x41\u00e9\U0001F600\t\
continued" + "a string that is long enough to be an object"
triple = """one
two"""
folded = not 0 and WIDTH * 2 or "never", () or 1, _PRIVATE[0], math.pi, math.inf, ..., 3j, 0b101, 0o17
shifted = 1 << 70 >> 68, ~5, +True, -(1 << 62), 5 & 3 | 8 ^ 1
if __debug__:
    print(f"{big} {small!r:>{WIDTH}} {{}} {text=}" "tail")
