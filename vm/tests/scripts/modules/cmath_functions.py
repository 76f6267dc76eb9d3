# cmath: each function, users' numbers, what does not convert.
import cmath


def show(z):
    if isinstance(z, tuple):
        print(tuple(["%.5g" % part for part in z]))
    elif isinstance(z, complex):
        print("%.5g %.5g" % (z.real, z.imag))
    else:
        print("%.5g" % z)


show(cmath.e)
show(cmath.pi)
for name in ("phase", "polar", "exp", "log", "log10", "sqrt", "cos", "sin"):
    function = getattr(cmath, name)
    print(name)
    for z in (1, -1.5, 1j, -2 - 0.5j, 3 + 4j, True):
        show(function(z))
show(cmath.rect(2, 1.5))
show(cmath.rect(-1, 0))


class Number:
    def __complex__(self):
        return 3 - 4j


class Real:
    def __float__(self):
        return 2.0


show(cmath.phase(Number()))
show(cmath.sqrt(Real()))
for bad in ("1", None, [1]):
    try:
        cmath.exp(bad)
    except TypeError as error:
        print("TypeError")
