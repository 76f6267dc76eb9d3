# The math module: constants, functions, and the errors of their domains.
import math

print(math.pi, math.e)
print(math.sqrt(2), math.sin(1), math.cos(1), math.tan(1), math.atan2(1, 2))
print(math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.5), math.fabs(-2), math.fmod(7, 3))
print(math.log(10), math.log(8, 2), math.exp(1), math.pow(2, 0.5), math.degrees(1), math.radians(90))
print(math.isnan(float("nan")), math.isinf(float("inf")), math.isfinite(1.0), math.copysign(1, -2))
print(math.modf(2.5), math.frexp(8.0), math.ldexp(0.5, 4))
for bad in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.acos(2)):
    try:
        print(bad())
    except ValueError as error:
        print("ValueError", error)
