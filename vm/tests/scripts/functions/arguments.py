# Defaults, keywords, *args, **kwargs and keyword-only parameters.

def t(work):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)


def f(a, b=2, *args, c, d=4, **kwargs):
    return a, b, args, c, d, sorted(kwargs.items())


t(lambda: f(1, c=3))
t(lambda: f(1, 5, 6, 7, c=3, d=8, e=9))
t(lambda: f(*[1, 2, 3], **{"c": 4, "x": 5}))
t(lambda: f(*(1,), *[2, 3], c=0, **{"d": 1}))
t(lambda: f(c=1, a=2))
t(lambda: f(1))
t(lambda: f())
t(lambda: f(1, a=2, c=3))
t(lambda: f(1, c=1, **{"c": 2}))


def g(a, b=[]):
    b.append(a)
    return b


print(g(1), g(2), g(3, []), g(4))


def h(a, *, k, l=5):
    return a, k, l


t(lambda: h(1, k=2))
t(lambda: h(1, l=2))
t(lambda: h(1, 2))
t(lambda: h(1, k=2, m=3))
t(lambda: h(k=2, a=0))


def only_kw(**kw):
    return sorted(kw.items())


def only_args(*a):
    return a


t(lambda: only_kw(a=1, **{"b": 2}))
t(lambda: only_kw(1))
t(lambda: only_args())
t(lambda: only_args(*"ab", *range(2)))
t(lambda: only_args(x=1))
t(lambda: only_kw(**{1: 2}))
t(lambda: only_args(*None))
for bad in (None, [("a", 1)]):
    try:
        print(only_kw(**bad))
    except AttributeError as error:
        print("AttributeError", error)
x = 10


def default(value=x):
    return value


x = 20
print(default(), (lambda a, b=1, *c, **d: (a, b, c, d))(0, 1, 2, e=3))


def change(**kw):
    kw["new"] = 1
    return kw


original = {"a": 1}
print(sorted(change(**original)), original)


def many(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p):
    return a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p


print(many(*range(16)), many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, o=15, p=16))


class Items:
    def __getitem__(self, i):
        return "ab"[i]


def generate():
    yield "c"
    yield "d"


def keep(*values, **named):
    print(values, sorted(named.items()))


# Several stars, of which some need Python code to go on.
keep(*enumerate("x"), *Items(), *generate())
keep(1, *iter("yz"), *Items(), 2, *zip("uv"), z=3, **{"w": 4})
rest = iter("once")
keep(*rest, *Items(), *rest)
