# Generators as producers and consumers that talk to each other.

def primed(f):
    def start(*args):
        g = f(*args)
        next(g)
        return g

    return start


@primed
def printer(prefix):
    try:
        while True:
            line = yield
            print(prefix, line)
    except GeneratorExit:
        print(prefix, "closed")


@primed
def split(*targets):
    while True:
        item = yield
        for t in targets:
            t.send(item)


@primed
def only(test, target):
    while True:
        item = yield
        if test(item):
            target.send(item)


a, b = printer("a"), printer("b")
pipe = split(a, only(lambda n: n % 2, b))
for i in range(4):
    pipe.send(i)
a.close()
try:
    pipe.send(9)
except (StopIteration, RuntimeError) as error:
    print(type(error).__name__, error)


def accumulate():
    total = 0
    while True:
        try:
            x = yield total
            total += x or 0
        except ValueError:
            total = 0


acc = accumulate()
print(next(acc), acc.send(5), acc.send(7), acc.throw(ValueError()), acc.send(1), next(acc))


def grep(lines, word):
    for line in lines:
        if word in line:
            yield line


def numbered(lines):
    for i, line in enumerate(lines, 1):
        yield "%d: %s" % (i, line)


print(list(numbered(grep(["spam", "eggs", "spam eggs"], "spam"))))


def lines():
    buffer = ""
    result = None
    while True:
        part = yield result
        buffer += part
        *done, buffer = buffer.split("\n")
        result = done


l = lines()
next(l)
print([l.send(p) for p in ("ab", "c\nd", "\n\ne")])
