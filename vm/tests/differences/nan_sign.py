# A NaN has no sign: `math.copysign` takes it for positive, as processors of boards make it.
# Cause: here all NaNs are one. A desktop's processor makes negative ones, and MicroPython there lets them be.
# Workaround: ask with `math.isnan` before a sign is asked for.
import math

inf = float("inf")
print(math.copysign(1, inf - inf), math.copysign(1, inf // 2))
