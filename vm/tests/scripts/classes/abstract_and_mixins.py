# Methods that must be overridden, mixins, cooperation through super.

class Shape:
    def area(self):
        raise NotImplementedError("area")

    def describe(self):
        return "%s of area %d" % (type(self).__name__, self.area())


class Rect(Shape):
    def __init__(self, w, h):
        self.w, self.h = w, h

    def area(self):
        return self.w * self.h


class Cube(Rect):
    def __init__(self, a):
        super().__init__(a, a)
        self.a = a

    def area(self):
        return 6 * super().area()


print(Rect(2, 3).describe(), Cube(2).describe())
try:
    Shape().describe()
except NotImplementedError as error:
    print("NotImplementedError", error)


class Comparable:
    def __eq__(self, o):
        return self.key() == o.key()

    def __lt__(self, o):
        return self.key() < o.key()


class Printable:
    def __repr__(self):
        return "<%s %s>" % (type(self).__name__, self.key())


class Card(Comparable, Printable):
    def __init__(self, n):
        self.n = n

    def key(self):
        return self.n


cards = [Card(3), Card(1), Card(2)]
print(sorted(cards), Card(1) == Card(1), Card(1) < Card(2), min(cards) if False else sorted(cards)[0])


class Log:
    lines = []

    def save(self):
        self.lines.append("log")


class Store(Log):
    def save(self):
        super().save()
        self.lines.append("store")


class Cached(Store):
    def save(self):
        super().save()
        self.lines.append("cached")
        return self.lines


print(Cached().save())
