# getattr, hasattr, setattr and delattr, with defaults and with every kind of failure.

class Thing:
    shared = 1

    def __init__(self):
        self.own = 2

    def method(self):
        return self.own


thing = Thing()
print(getattr(thing, "own"), getattr(thing, "shared"), getattr(thing, "method")())
print(getattr(thing, "missing", None), getattr(thing, "missing", 5), getattr(thing, "own", 9))
print(hasattr(thing, "own"), hasattr(thing, "nope"), hasattr(Thing, "own"), hasattr([], "append"))
setattr(thing, "new", [1])
setattr(Thing, "shared", 3)
print(thing.new, thing.shared, Thing.shared)
delattr(thing, "new")
print(hasattr(thing, "new"))
for work in (
    lambda: getattr(thing, "missing"),
    lambda: getattr(Thing, "missing"),
    lambda: getattr([], "missing"),
    lambda: getattr(1, "missing"),
    lambda: getattr(None, "missing"),
    lambda: delattr(thing, "new"),
    lambda: setattr([], "x", 1),
    lambda: setattr(1, "x", 1),
    lambda: delattr(thing, "shared"),
):
    try:
        work()
        print("no error")
    except AttributeError as error:
        print("AttributeError", error)
for args in ((thing,), (thing, 1), (thing, None, 2)):
    try:
        print(getattr(*args))
    except TypeError as error:
        print("TypeError", error)
print(getattr("abc", "upper")(), getattr({}, "get")(1, 2), getattr(7, "to_bytes")(1, "big"))


class Raises:
    @property
    def bad(self):
        raise ValueError("inside")


try:
    getattr(Raises(), "bad", None)
except ValueError as error:
    print("ValueError", error)
try:
    hasattr(Raises(), "bad")
except ValueError as error:
    print("ValueError", error)
