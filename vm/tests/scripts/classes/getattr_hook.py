# __getattr__: called only for what is not found.

class Lazy:
    known = 1

    def __init__(self):
        self.own = 2

    def __getattr__(self, name):
        print("asked for", name)
        if name.startswith("no"):
            raise AttributeError(name)
        if name == "cached":
            self.cached = "now stored"
        return name.upper()


lazy = Lazy()
print(lazy.known, lazy.own)
print(lazy.anything)
print(lazy.cached, lazy.cached)
print(hasattr(lazy, "yes"), hasattr(lazy, "no_such"), getattr(lazy, "nothing", "default"))
try:
    lazy.none
except AttributeError as error:
    print("AttributeError", error)


class Child(Lazy):
    def method(self):
        return self.virtual


print(Child().method())


class Proxy:
    def __init__(self, target):
        self.target = target

    def __getattr__(self, name):
        return getattr(self.target, name)


p = Proxy([3, 1, 2])
p.append(4)
p.sort()
print(p.target, p.index(3))
try:
    p.missing
except AttributeError as error:
    print("AttributeError", error)


class Raising:
    def __getattr__(self, name):
        raise ValueError("from getattr " + name)


try:
    Raising().x
except ValueError as error:
    print("ValueError", error)
