# str.format, %, and f-strings: conversions, specifications, users' objects, errors.


def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e.args)


print("{} {1} {0}".replace("{} ", "").format("a", "b"), "{}{}".format(1, 2), "{a}-{b}".format(b=2, a=1), "{{}}".format())
print("{:5}|{:<5}|{:>5}|{:^5}|{:*^7}|{:05}|{:+}|{: }".format(1, 2, 3, 4, "x", -5, 6, 7))
print("{:b} {:o} {:x} {:X} {:#b} {:#o} {:#x} {:c} {:d} {:n}".format(5, 8, 255, 255, 5, 8, 255, 0x20ac, True, 3))
print("{:f} {:.2f} {:e} {:g} {:10.3f}| {:%} {:.1%} {}".format(1.5, 2.345, 12345.678, 1e10, 3.14159, 0.25, 0.123, 0.1))
print("{:,} {:_} {:,.2f} {:_x} {:015,}".format(1234567, 1234567, 1234567.891, 0xABCDEF0, 1234567))
print("{:{}} {:{w}.{p}} {!r:>6} {!s:5}|".format("a", 3, "abcdef", "b", 4, w=5, p=2))
print("{:.2} {:5.1}| {:s} {!r} {:>10}".format("abc", "xyz", "s", "q'", b"ab"))
print("{} {} {} {} {}".format(None, [1, "a"], {"k": (1,)}, 10**20, 1j), "{:x} {:,}".format(1 << 80, 10**24))

print("%d %i %u %5d|%-5d|%05d %+d % d %x %X %#x %o %#o" % (1, 2, 3, 4, 5, 6, 7, 8, 255, 255, 255, 8, 8))
print("%s %r %10s|%-10s|%.2s %c %c %% %s" % ("a", "b", "c", "d", "efg", "h", 105, (1, 2)))
print("%f %.2f %e %g %08.3f %5.1f" % (1.5, 2.345, 12345.678, 1e-7, 3.14159, True), "%d" % 3.99, "%d" % 10**20)
print("%*d|%-*d|%.*f" % (5, 1, 5, 2, 1, 2.55), "%(a)s %(b)05d" % {"a": 1, "b": 2}, "%s" % {"k": 1}, "x" % {}, "%.3d" % 5)
print(b"%s %d" % (b"ab", 3), b"%r" % "x", "%s" % b"ab", "%s" % [1, "a"], "%s %s" % (None, Ellipsis))

who, width, value = "wörld", 8, 3.14159
print(f"hello {who} {who!r} {value:.2f} {value:{width}.1f}| {1 + 1} {{}} {who[0]} {'a' if value > 3 else 'b'}")
print(f"{who:>10}|{42:#06x}|{-7:+d}|{True}|{True:d}|{None}|{'q':^5}|" f"{width=}")


class Point:
    def __init__(self, x):
        self.x = x

    def __str__(self):
        return "at %d" % self.x

    def __repr__(self):
        return f"Point({self.x})"


class Bare:
    def __repr__(self):
        return "bare"


class Count:
    def __int__(self):
        return 7

    def __float__(self):
        return 7.5


p = Point(3)
print("{} {!r} {0!s:>6}".replace("{0", "{").format(p, p, p), f"{p} {p!r} {Bare()} {[p]}", "%s %r %-7s|" % (p, p, p))
print("%s" % p, "%s %s" % (Bare(), [Bare(), p]), "%(p)s" % {"p": p}, "{p}{p!r}".format(p=p), b"%s" % Point(1))
print("%d %f %x %*d" % (Count(), Count(), Count(), Count(), 1), "%s" % ValueError("no"), "%r" % ValueError("no"))


class Name(str):
    def __str__(self):
        return "name"


print("%s" % Name("x"), "{} {!r}".format(Name("x"), Name("y")), Name("<%s>") % 5, Name("<{}>").format(6))

show(lambda: "{".format(1))
show(lambda: "}".format(1))
show(lambda: "{0} {}".format(1, 2))
show(lambda: "{} {0}".format(1, 2))
show(lambda: "{}".format())
show(lambda: "{1}".format(1))
show(lambda: "{a}".format())
show(lambda: "{a.b}".format(a=1))
show(lambda: "{0[0]}".format([1]))
show(lambda: "{!x}".format(1))
show(lambda: "{!".format(1))
show(lambda: "{!rx}".format(1))
show(lambda: "{:d}".format("a"))
show(lambda: "{:s}".format(1))
show(lambda: "{:c}".format(-1))
show(lambda: "{:c}".format(1.5))
show(lambda: "{:5}".format([1]))
show(lambda: "{:5}".format(p))
show(lambda: "{:5}".format(None))
show(lambda: "{:=5}".format("a"))
show(lambda: "{:+s}".format("a"))
show(lambda: "{:+c}".format(65))
show(lambda: "{:zz}".format(1))
show(lambda: "{:5}".format(Name("x")))
show(lambda: "%d" % "1")
show(lambda: "%d" % None)
show(lambda: "%x" % 1.5)
show(lambda: "%f" % "a")
show(lambda: "%c" % "ab")
show(lambda: "%c" % 1.5)
show(lambda: "%")
show(lambda: "%" % ())
show(lambda: "%s" % ())
show(lambda: "%s" % (1, 2))
show(lambda: "%q" % 1)
show(lambda: "%(a)s" % 1)
show(lambda: "%(a" % {})
show(lambda: "%(a)s" % {})
show(lambda: "%(a)s %s" % {"a": 1})
show(lambda: "x" % 1)
show(lambda: "x" % ())
show(lambda: "%d" % float("nan"))
show(lambda: bytearray(b"%s") % 1)


class Stubborn:
    def __str__(self):
        raise KeyError("no text")


show(lambda: "{}".format(Stubborn()))
show(lambda: "%s" % Stubborn())
show(lambda: "{} {}".format(Stubborn()))
show(lambda: str(Stubborn()))
