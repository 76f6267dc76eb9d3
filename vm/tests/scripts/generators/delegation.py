# yield from what is no generator: send, throw and close are handed on where they exist.
class Full:
    def __init__(self, log):
        self.log = log

    def __iter__(self):
        return self

    def __next__(self):
        self.log.append("next")
        return "n"

    def send(self, value):
        self.log.append(("send", value))
        return ("sent", value)

    def throw(self, *args):
        self.log.append(("throw", args))
        if args[0] == 99:
            raise StopIteration("ended")
        return "thrown"

    def close(self):
        self.log.append("close")


def delegate(inner):
    try:
        value = yield from inner
        print("value", value)
        yield "after"
    except BaseException as e:
        print("caught", type(e).__name__, e)
        raise


log = []
g = delegate(Full(log))
print(next(g), g.send(5), g.throw(123), g.throw(ValueError), g.throw(99))
print(log)

log = []
g = delegate(Full(log))
next(g)
g.close()
print(log)


class Bare:
    def __iter__(self):
        return self

    def __next__(self):
        return 1


for thrown in (ValueError("x"), KeyError, StopIteration, GeneratorExit, 5):
    g = delegate(Bare())
    next(g)
    try:
        print(g.throw(thrown))
    except BaseException as e:
        print("out", type(e).__name__, e)
for source in (range(3), [1, 2], "ab"):
    g = delegate(iter(source))
    next(g)
    try:
        g.throw(ValueError, ValueError("second"))
    except ValueError as e:
        print("out", e)


class Failing(Bare):
    def close(self):
        raise RuntimeError("close failed")


g = delegate(Failing())
next(g)
try:
    g.close()
except RuntimeError as e:
    print("out", e)
