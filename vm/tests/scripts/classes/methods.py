# Bound methods, class methods, static methods, functions as attributes.

class Tool:
    count = 0

    def __init__(self, name):
        self.name = name

    def show(self, *args, **kwargs):
        return self.name, args, sorted(kwargs.items())

    @classmethod
    def made(cls, *args):
        cls.count += 1
        return cls.__name__, args, cls.count

    @staticmethod
    def plain(*args):
        return args

    def later(self):
        return lambda: self.name


class Better(Tool):
    pass


t = Tool("hammer")
bound = t.show
print(bound(), bound(1, x=2), Tool.show(t, 5), t.later()())
print(Tool.made(1), t.made(2), Better.made(3), Better("saw").made(), Tool.count, Better.count)
print(Tool.plain(1), t.plain(1, 2), Better.plain())
t.free = lambda *args: args
print(t.free(1))
Tool.added = lambda self: "added to " + self.name
print(t.added(), Better("file").added())
for work in (lambda: Tool.show(), lambda: t.show.nope, lambda: t.made.nope, lambda: Tool(), lambda: Tool(1, 2), lambda: t.later(1)):
    try:
        work()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
methods = [Tool("a").show, Tool("b").show]
print([m()[0] for m in methods], list(map(Tool("m").show, [1, 2])))
print((lambda f: f(7))(t.show), callable(bound), bound == t.show)
