# super in all its forms.

class Base:
    kind = "base"

    def __init__(self, n):
        self.n = n

    def method(self, x=1):
        return "base", self.n, x

    @classmethod
    def made(cls):
        return "made by", cls.__name__

    @staticmethod
    def fixed():
        return "fixed"

    @property
    def prop(self):
        return self.n * 10


class Middle(Base):
    pass


class Child(Middle):
    kind = "child"

    def __init__(self, n):
        super().__init__(n + 1)

    def method(self, x=2):
        return super().method(x), super(Child, self).method(), super().kind

    @classmethod
    def made(cls):
        return "child", super().made()

    def missing(self):
        return super().nothing

    def nested(self):
        def inner():
            return super(Child, self).method(9)

        return inner(), [super(Child, self).fixed() for _ in range(1)]


c = Child(1)
print(c.method(), Child.made(), c.made(), c.nested())
for work in (c.missing, lambda: super(Child), lambda: super(Child, c).method(5)):
    try:
        result = work()
        print(result if isinstance(result, tuple) else "an object")
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
