# Several bases: which attribute is found, and super.

class A:
    name = "A"

    def who(self):
        return "A"

    def only_a(self):
        return "only a"


class B(A):
    def who(self):
        return "B+" + super().who()


class C(A):
    name = "C"

    def who(self):
        return "C+" + super().who()

    def only_c(self):
        return "only c"


class D(B, C):
    def who(self):
        return "D+" + super().who()


d = D()
print(d.who(), d.name, d.only_a(), d.only_c(), isinstance(d, C), issubclass(D, A), [c.__name__ for c in D.__bases__])


class Mixin:
    def extra(self):
        return "extra of " + self.label


class Labelled(Mixin, list):
    label = "list"


x = Labelled([1, 2])
print(x.extra(), len(x), x)


class Left:
    def __init__(self, **kwargs):
        print("Left", sorted(kwargs.items()))


class Right:
    def __init__(self, value=None):
        print("Right", value)


class Both(Left, Right):
    def __init__(self):
        Left.__init__(self, a=1)
        Right.__init__(self, 2)


Both()


class First(Right, Left):
    pass


First(7)
try:

    class Bad(int, str):
        pass

    print("made")
except TypeError as error:
    print("TypeError", error)
