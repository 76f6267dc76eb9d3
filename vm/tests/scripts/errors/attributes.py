# What attributes exceptions have, and that built-in ones take no others.
print(TypeError(5).value, KeyError().value, OSError(3, "why").errno, OSError(3, 4).value, ValueError(1, 2).args)


class Own(ValueError):
    pass


own = Own("mine")
own.note = 5
print(own.note, own.args)


def store(error):
    error.note = 1


def delete(error):
    del error.args


print(TypeError(5).errno)
for f in (store, delete, lambda error: error.other):
    try:
        f(ValueError())
    except AttributeError as error:
        print(error)
try:
    ValueError().__traceback__ = 0
except AttributeError as error:
    print(error)


class Base:
    pass


class Derived(Base):
    pass


try:
    Base.late = property(lambda self: 1)
except AttributeError as error:
    print(error)
Derived.late = property(lambda self: 2)
print(Derived().late, hasattr(Base(), "late"))
