# __new__ and __init__: what they receive and answer.

class Traced:
    def __new__(cls, *args, **kwargs):
        print("new", cls.__name__, args, sorted(kwargs))
        return super().__new__(cls)

    def __init__(self, a, b=2):
        print("init", a, b)
        self.a = a


t = Traced(1)
t = Traced(1, b=3)


class Single:
    instance = None

    def __new__(cls):
        if cls.instance is None:
            cls.instance = object.__new__(cls)
        return cls.instance

    def __init__(self):
        print("init again")


print(Single() is Single())


class Other:
    def __new__(cls):
        return 42

    def __init__(self):
        print("never")


print(Other())


class Child(Traced):
    pass


Child(5, 6)


class BadInit:
    def __init__(self):
        return 5


try:
    BadInit()
except TypeError as error:
    print("TypeError", error)


class NoArgs:
    pass


for work in (lambda: NoArgs(1), lambda: NoArgs(a=1), lambda: Traced(), lambda: object(1), lambda: Traced(1, 2, 3)):
    try:
        work()
        print("made")
    except TypeError as error:
        print("TypeError", error)
x = object.__new__(Traced)
print(isinstance(x, Traced), hasattr(x, "a"))
