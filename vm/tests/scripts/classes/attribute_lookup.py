# Where attributes come from: instances, classes, bases; what hides what.

class Base:
    a = "base a"
    b = "base b"

    def method(self):
        return "base method"


class Child(Base):
    b = "child b"

    def other(self):
        return self.method() + "+"


c = Child()
print(c.a, c.b, c.method(), c.other(), Child.a, Child.b, Base.b)
c.a = "own a"
print(c.a, Child.a, Base.a)
del c.a
print(c.a)
Base.a = "new base a"
print(c.a, Child.a)
Child.method = lambda self: "replaced"
print(c.method(), c.other(), Base().method())
c.method = lambda: "on the instance"
print(c.method(), c.other())
del Child.method
del c.method
print(c.method())
for work in (lambda: c.missing, lambda: Child.missing, lambda: c.missing(), lambda: Base().other):
    try:
        work()
    except AttributeError as error:
        print("AttributeError", error)
try:
    del c.a
except AttributeError as error:
    print("AttributeError", error)
try:
    del c.method
except AttributeError as error:
    print("AttributeError", error)
print(c.__class__ is Child, Child.__name__, Child.__bases__ == (Base,), sorted(k for k in c.__dict__), c.__class__.__name__)
