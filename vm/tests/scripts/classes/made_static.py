# `__new__` is a static method without saying so if it is a plain function, built-in or not.
def outer():
    closed = 1

    class Function:
        def __new__(cls):
            return 1

    class BuiltIn:
        __new__ = len

    class Closure:
        def __new__(cls):
            return closed

    class Generator:
        def __new__(cls):
            yield 1

    for cls in Function, BuiltIn, Closure, Generator:
        kind = type(cls.__dict__["__new__"]).__name__
        print(cls.__name__, kind)


outer()
