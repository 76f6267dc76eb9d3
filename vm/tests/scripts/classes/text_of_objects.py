# __repr__, __str__, the default texts, and containers of objects.

class Plain:
    pass


class WithRepr:
    def __repr__(self):
        return "R"


class WithStr:
    def __str__(self):
        return "S"


class Both(WithRepr, WithStr):
    pass


for c in (Plain, WithRepr, WithStr, Both):
    o = c()
    text = [str(o), repr(o), "%s" % o, "%r" % o, "{}".format(o), f"{o}", str([o])]
    print([t if len(t) < 8 else t.split(" at ")[0] for t in text])
print(str(Plain), repr(Plain), [Plain], str(type(Plain())))


class BadRepr:
    def __repr__(self):
        return 5


class Raises:
    def __repr__(self):
        raise ValueError("in repr")


for work in (lambda: repr(BadRepr()), lambda: str(Raises()), lambda: print(Raises()), lambda: "%s" % Raises(), lambda: repr([Raises()])):
    try:
        work()
        print("no error")
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


class Nested:
    def __init__(self, *items):
        self.items = items

    def __repr__(self):
        return "N" + repr(list(self.items))


print(Nested(1, Nested(), Nested(Nested("x"))))
