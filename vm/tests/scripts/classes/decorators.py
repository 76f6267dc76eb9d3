# Decorators of functions, methods and classes, with arguments and stacked.

def twice(f):
    def wrapper(*args, **kwargs):
        return f(*args, **kwargs), f(*args, **kwargs)

    return wrapper


def times(n):
    print("times", n)

    def decorate(f):
        print("decorate")
        return lambda *args: [f(*args)] * n

    return decorate


@twice
def one():
    return 1


@times(3)
@twice
def pair(x):
    return x


print(one(), pair(7))


def register(cls):
    cls.registered = True
    return cls


@register
class Plugin:
    @twice
    def method(self):
        return "m"

    @staticmethod
    @twice
    def fixed(x):
        return x

    @classmethod
    def made(cls):
        return cls.__name__


print(Plugin.registered, Plugin().method(), Plugin.fixed(2), Plugin.made())


def replace(f):
    return "replaced"


@replace
def gone():
    pass


print(gone)


class Memo:
    def __init__(self, f):
        self.f, self.seen = f, {}

    def __call__(self, n):
        if n not in self.seen:
            self.seen[n] = self.f(n)
        return self.seen[n]


@Memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(60), len(fib.seen))
try:
    none = None

    @none
    def bad():
        pass

except TypeError as error:
    print("TypeError", error)
