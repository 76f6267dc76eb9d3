# throw: exceptions into a generator, caught and not, and close.

def careful():
    try:
        while True:
            try:
                yield "waiting"
            except ValueError as error:
                print("caught", error)
    finally:
        print("cleanup")


g = careful()
print(next(g), g.throw(ValueError("one")), g.throw(ValueError, "two") if False else "-", g.throw(ValueError))
try:
    g.throw(KeyError("out"))
except KeyError as error:
    print("KeyError", error)
print(next(g, "finished"))
try:
    g.throw(ValueError("late"))
except (ValueError, StopIteration) as error:
    print(type(error).__name__)
g = careful()
try:
    g.throw(TypeError("before it began"))
except TypeError as error:
    print("TypeError", error)
g = careful()
next(g)
print(g.close(), g.close())
print(careful().close())


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as error:
    print("RuntimeError", error)


def closes():
    try:
        yield 1
    except GeneratorExit:
        print("GeneratorExit")
        raise


g = closes()
next(g)
print(g.close())


def raises_in_close():
    try:
        yield 1
    finally:
        raise OSError(5)


g = raises_in_close()
next(g)
try:
    g.close()
except OSError as error:
    print("OSError", error)


def changes():
    try:
        yield
    except ValueError:
        raise KeyError("changed")


g = changes()
next(g)
try:
    g.throw(ValueError())
except KeyError as error:
    print("KeyError", error)
