# __setattr__ and __delattr__, with object's own behind them.

class Guard:
    def __init__(self):
        self.x = 1

    def __setattr__(self, name, value):
        print("set", name, value)
        if name == "locked":
            raise AttributeError("locked")
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)


g = Guard()
g.y = 2
g.x += 5
setattr(g, "z", 3)
print(g.x, g.y, g.z)
del g.y
delattr(g, "z")
print(hasattr(g, "y"), hasattr(g, "z"))
for work in (lambda: setattr(g, "locked", 1), lambda: delattr(g, "missing")):
    try:
        work()
    except AttributeError as error:
        print("AttributeError", error)


class Child(Guard):
    def __setattr__(self, name, value):
        super().__setattr__(name, value * 2)


c = Child()
c.k = 4
print(c.x, c.k)


class Frozen:
    def __setattr__(self, name, value):
        raise TypeError("frozen")


f = Frozen()
try:
    f.a = 1
except TypeError as error:
    print("TypeError", error)
