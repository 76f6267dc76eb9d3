# A generator that is asked while it runs, and generators that are never finished.

def selfish():
    yield 1
    try:
        next(g)
    except ValueError as error:
        print("ValueError", error)
    yield 2


g = selfish()
print(list(g))


def pipeline(source, *stages):
    for stage in stages:
        source = stage(source)
    return source


def double(xs):
    for x in xs:
        yield x * 2


def odd_only(xs):
    for x in xs:
        if x % 3:
            yield x


def pairs(xs):
    it = iter(xs)
    for a in it:
        yield a, next(it, None)


print(list(pipeline(range(8), double, odd_only, pairs)))


def tree(depth):
    if depth == 0:
        yield "leaf"
    else:
        for side in ("l", "r"):
            for path in tree(depth - 1):
                yield side + path


print(list(tree(2)), sum(1 for _ in tree(7)))


def waits():
    try:
        yield 1
    finally:
        print("never printed here")


left_open = waits()
next(left_open)
tasks = [(c for c in "abc"), (c for c in "de"), (c for c in "f")]
out = []
while tasks:
    task = tasks.pop(0)
    try:
        out.append(next(task))
        tasks.append(task)
    except StopIteration:
        pass
print("".join(out))
