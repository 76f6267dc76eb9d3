# Classes and methods made and changed at run time.

def make_class(name, **attributes):
    return type(name, (object,), attributes)


Point = make_class("Point", x=0, y=0, norm=lambda self: self.x**2 + self.y**2)
p = Point()
p.x, p.y = 3, 4
print(p.norm(), Point.__name__, type(p) is Point)


class Base:
    registry = {}

    @classmethod
    def register(cls, name):
        def decorate(sub):
            cls.registry[name] = sub
            return sub

        return decorate

    @classmethod
    def create(cls, name, *args):
        return cls.registry[name](*args)


@Base.register("circle")
class Circle(Base):
    def __init__(self, r):
        self.r = r

    def area(self):
        return 3 * self.r * self.r


@Base.register("square")
class Square(Base):
    def __init__(self, s):
        self.s = s

    def area(self):
        return self.s**2


print([Base.create(n, 2).area() for n in sorted(Base.registry)])


def add_methods(cls):
    for n in range(3):
        setattr(cls, "times%d" % n, lambda self, n=n: self.value * n)
    return cls


@add_methods
class Value:
    value = 7


v = Value()
print(v.times0(), v.times2(), [getattr(v, "times%d" % i)() for i in range(3)])
Value.value = 10
print(v.times1())
Value.__len__ = lambda self: 99
Value.__add__ = lambda self, o: ("added", o)
print(len(v), v + 1)
v.method = lambda x: x
print(v.method(5))


class Chain:
    def __init__(self, path=""):
        self.path = path

    def __getattr__(self, name):
        return Chain(self.path + "/" + name)

    def __call__(self, *args):
        return self.path, args


print(Chain().a.b.c(1), Chain().x())
