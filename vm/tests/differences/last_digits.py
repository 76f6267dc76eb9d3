# The last digit of some functions of `math` is another one.
# Cause: they are computed in the simulator itself, everywhere alike; MicroPython's unix build asks the
# system's C library, and boards have a library of their own.
# Workaround: compare with a tolerance (`math.isclose`).
import math

print(repr(math.atan2(15, 4)))
print(math.isclose(math.atan2(15, 4), 1.3101939350475555))
