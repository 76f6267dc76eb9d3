# Calls with more keywords than are interned at once.

d = {"key%d" % i: i for i in range(20000)}


def f(**named):
    return len(named), named["key7"], named["key19999"]


def g(key5, *rest, key6=0, **named):
    return key5, rest, key6, len(named), "key5" in named


def h(**named):
    yield len(named)


class A:
    def __init__(self, **named):
        self.n = len(named)


print(f(**d), g(**d), list(h(**d)), A(**d).n)
print(len(dict(**d)), len(dict({"a": 1}, **d)), "{key9} {key12345}".format(**d))
for twice in (lambda: f(key9=1, **d), lambda: f(**d, **{"key3": 1}), lambda: g(1, **d)):
    try:
        print(twice())
    except TypeError as e:
        print("TypeError", e)
d[5] = 1
try:
    f(**d)
except TypeError as e:
    print("TypeError")
