# The messages of errors that the language itself raises.

def t(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)


t(lambda: undefined)
t(lambda: [1][1])
t(lambda: (1,)[1])
t(lambda: "a"[1])
t(lambda: {}["k"])
t(lambda: {1: 2}[(1, 2)])
t(lambda: None.x)
t(lambda: None())
t(lambda: None[0])
t(lambda: 5())
t(lambda: 5[0])
t(lambda: (5).x)
t(lambda: len.x)
t(lambda: 1 + "a")
t(lambda: "a" + 1)
t(lambda: None + None)
t(lambda: [] + ())
t(lambda: -"a")
t(lambda: 1 < None)
t(lambda: 1 in 1)
t(lambda: for_in())
t(lambda: [x for x in 5])
t(lambda: int("z"))
t(lambda: 1 / 0)
t(lambda: 1 % 0)
t(lambda: 2 ** "a")
t(lambda: "%d" % "a")
t(lambda: {[]: 1})
t(lambda: {1, []})
t(lambda: dict(5))
t(lambda: chr(-1))
t(lambda: ord("ab"))
t(lambda: (lambda a: a)())
t(lambda: (lambda a: a)(1, 2))
t(lambda: (lambda a: a)(b=1))
t(lambda: print(**{"bad": 1}))
t(lambda: print(*5))
t(lambda: print(**5))
t(lambda: [].x)
t(lambda: "".x)
t(lambda: int.x)
t(lambda: isinstance(1, 1))
t(lambda: iter(5))
t(lambda: next([]))


def unbound():
    print(x)
    x = 1


t(unbound)


def deleted():
    x = 1
    del x
    return x


t(deleted)


def closed():
    def inner():
        return y

    if False:
        y = 1
    return inner()


t(closed)


def unpack(values):
    a, b = values


t(lambda: unpack([1]))
t(lambda: unpack([1, 2, 3]))
t(lambda: unpack(None))
try:
    del undefined_global
except (NameError, KeyError) as error:
    print(type(error).__name__, error)
try:
    None.attr = 1
except AttributeError as error:
    print("AttributeError", error)
try:
    None[0] = 1
except TypeError as error:
    print("TypeError", error)
try:
    import no_such_module
except ImportError as error:
    print("ImportError", error)
try:
    from sys import no_such_name
except ImportError as error:
    print("ImportError", error)
try:
    assert 1 == 2
except AssertionError as error:
    print("AssertionError", error.args)
try:
    assert False, "message"
except AssertionError as error:
    print("AssertionError", error)
