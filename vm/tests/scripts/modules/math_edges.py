# Every function of math at its edges: zeros, infinities, NaN, huge and tiny numbers.
import math

inf = math.inf
nan = math.nan


def show(name, *args):
    try:
        print(name, args, getattr(math, name)(*args))
    except Exception as e:
        print(name, args, repr(e))


one = (
    "sqrt", "exp", "expm1", "log", "log2", "log10", "cosh", "sinh", "tanh", "acosh", "asinh", "atanh",
    "cos", "sin", "tan", "acos", "asin", "atan", "ceil", "fabs", "floor", "isfinite", "isinf", "isnan",
    "trunc", "erf", "erfc", "gamma", "lgamma", "frexp", "modf", "radians", "degrees",
)
for name in one:
    for x in (0, -0.0, 1, -1, 0.5, -2.5, 3.7, inf, -inf, nan, 1e300):
        show(name, x)
for name in ("pow", "atan2", "copysign", "fmod"):
    for x in (0, -0.0, 1, -1, 2.5, inf, -inf, nan, -8):
        for y in (0, 1, -1, 2.5, inf, nan, 1e300, 1 / 3):
            show(name, x, y)
for args in ((1.5, 3), (1, 5000), (1, -5000), (1, 1.0)):
    show("ldexp", *args)
for args in ((8, 2), (8, 1), (8, 0), (0,), (10, 10)):
    show("log", *args)
for n in (0, 1, 5, 20, 30, -1, 2.0):
    show("factorial", n)
print(math.factorial(300) % 1000007)

print(math.isclose(1, 1 + 1e-10), math.isclose(1, 1.1), math.isclose(1, 1.1, rel_tol=0.2))
print(math.isclose(1, 1.1, abs_tol=0.2), math.isclose(inf, inf), math.isclose(inf, 1))
refused = (
    lambda: math.isclose(1, 1.1, abs_tol=-0.2),
    lambda: math.isclose(1, 1.1, 3),
    lambda: math.isclose(1, 1.1, x=3),
    lambda: math.isclose(1),
    lambda: math.sqrt("a"),
    lambda: math.sqrt(None),
    lambda: math.sqrt(),
)
for f in refused:
    try:
        print(f())
    except Exception as e:
        print(repr(e))
print(math.sqrt(True), math.floor(2**60), math.floor(1e30))
