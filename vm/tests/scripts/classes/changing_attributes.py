# Attributes of classes that change while instructions that look at them run again.


class Base:
    size = 1

    def name(self):
        return "base"

    @property
    def double(self):
        return self.size * 2

    @staticmethod
    def fixed(x):
        return "fixed %s" % x

    @classmethod
    def own(cls):
        return cls.__name__, cls.size


class Derived(Base):
    pass


class Lone:
    count = 0
    limit = "few"

    def tick(self):
        Lone.count += 1
        return Lone.count, self.count, self.limit


def look(*objects):
    return [(o.size, o.name(), o.double, o.fixed(1), o.own(), len(o.name())) for o in objects]


base, derived, lone = Base(), Derived(), Lone()
for i in range(6):
    print(i, look(base, derived), Base.size, Derived.size, Base.fixed(2), Derived.own(), lone.tick())
    if i == 0:
        Base.size = 10
    elif i == 1:
        Derived.size = 20
        Lone.limit = "many"
    elif i == 2:
        base.size = 30
        lone.count = "own"
    elif i == 3:
        Base.name = lambda self: "changed"
        Derived.fixed = staticmethod(lambda x: "derived")
    elif i == 4:
        del Derived.size
        del base.size
        del lone.count

Lone.tick = lambda self: "ticked"
print(lone.tick(), Lone().tick())
Lone.extra = 5
print(lone.extra, Lone.extra)
del Lone.extra
print(hasattr(lone, "extra"), hasattr(Lone, "extra"))


class Later(Lone):
    pass


later = Later()
for value in (1, 2):
    Lone.count = value
    print(later.count, Later.count, lone.count)
Later.count = 9
print(later.count, Lone.count, lone.count)


# Methods and attributes of the same name in the instance, the class and a base.
def hidden(o):
    return o.name()


print(hidden(base))
base.name = lambda: "the instance's"
print(hidden(base), hidden(derived), hidden(Base()))
del base.name
print(hidden(base))
for cls in (Base, Derived, Lone):
    print(cls.__name__, [n for n in ("size", "count", "limit", "nothing") if hasattr(cls, n)])
try:
    base.nothing
except AttributeError as error:
    print(error)
try:
    Base.nothing
except AttributeError as error:
    print(error)
try:
    base.double = 1
except AttributeError as error:
    print(error)
