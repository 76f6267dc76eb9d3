# Properties: getters, setters, deleters, inheritance, errors.

class Box:
    def __init__(self):
        self._w = 1

    @property
    def width(self):
        print("get")
        return self._w

    @width.setter
    def width(self, value):
        print("set", value)
        if value < 0:
            raise ValueError("negative")
        self._w = value

    @width.deleter
    def width(self):
        print("delete")
        self._w = 0

    @property
    def area(self):
        return self.width * 10

    def _get(self):
        return "got"

    old = property(_get)
    full = property(_get, lambda self, v: print("setting", v), lambda self: print("deleting"))
    empty = property()


b = Box()
print(b.width)
b.width = 5
b.width += 1
print(b.area)
del b.width
print(b._w, b.old, b.full)
b.full = 9
del b.full


def t(work):
    try:
        print(work())
    except (AttributeError, ValueError, TypeError) as error:
        print(type(error).__name__, error)


t(lambda: setattr(b, "width", -1))
t(lambda: setattr(b, "area", 1))
t(lambda: delattr(b, "area"))
t(lambda: setattr(b, "old", 1))
t(lambda: b.empty)


class Child(Box):
    @property
    def width(self):
        return 100


c = Child()
print(c.width, c.area)
t(lambda: setattr(c, "width", 1))


class Failing:
    @property
    def bad(self):
        return self.missing


t(lambda: Failing().bad)
