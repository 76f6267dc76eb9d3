# A namedtuple is repeated by a number behind it, not by one before it.
from collections import namedtuple
import math

P = namedtuple("Point", "x y")
p = P(1, 2)
for f in (lambda: p * 2, lambda: 2 * p, lambda: p + (3,), lambda: (3,) + p, lambda: True * p, lambda: 2 * [p]):
    try:
        print(f())
    except TypeError as e:
        print(e)
for args in (("a", 1), (1.0, "b")):
    try:
        math.ldexp(*args)
    except (TypeError, OverflowError) as e:
        print(type(e), e)
