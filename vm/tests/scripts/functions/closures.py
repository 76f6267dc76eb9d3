# Closures: shared cells, nonlocal, loops, nested depth.

def counter(start=0):
    n = start

    def up(by=1):
        nonlocal n
        n += by
        return n

    def get():
        return n

    return up, get


up, get = counter(10)
other, _ = counter()
print(up(), up(5), get(), other(), get())
fs = []
for i in range(3):
    fs.append(lambda: i)
print([f() for f in fs])


def make():
    out = []
    for i in range(3):
        out.append(lambda i=i: i)
        out.append(lambda: i)
    return out


print([f() for f in make()])


def deep(a):
    def b():
        def c():
            def d():
                nonlocal a
                a += 1
                return a

            return d

        return c()

    return b()


d = deep(5)
print(d(), d())


def late():
    def inner():
        return value

    value = "set later"
    return inner()


print(late())


def adder(n):
    return lambda x: x + n


print(list(map(adder(3), [1, 2])), adder("a")("b"))


def cells(x):
    y = x * 2

    class Local:
        attr = y

        def method(self):
            return x + y + self.attr

    return Local, [x + k for k in range(2)], (lambda: (x, y))()


cls, listed, pair = cells(4)
print(cls().method(), listed, pair)


def deleted():
    v = 1

    def inner():
        return v

    del v
    try:
        return inner()
    except NameError as error:
        return "NameError", str(error)


print(deleted())


def compose(*fs):
    def composed(x):
        for f in fs:
            x = f(x)
        return x

    return composed


print(compose(adder(1), lambda x: x * 10, str)(4))
