# Generators: laziness, state, exhaustion, return values.

def count(n):
    print("begin")
    i = 0
    while i < n:
        yield i
        i += 1
    print("end")
    return "result"


g = count(2)
print(type(g), iter(g) is g)
print(next(g))
print(next(g))
try:
    next(g)
except StopIteration as error:
    print("StopIteration", error.value, error.args)
for _ in range(2):
    try:
        next(g)
    except StopIteration as error:
        print("StopIteration", error.value)
print(list(count(3)), sum(x for x in (1, 2)), next(count(0), "default"))


def empty():
    return
    yield


def infinite():
    n = 0
    while True:
        yield n
        n += 1


print(list(empty()))
for x in infinite():
    if x > 3:
        break
print(x)
gs = [infinite() for _ in range(3)]
print([next(g) for g in gs], [next(g) for g in gs], next(gs[0]), next(gs[1]))


def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


print([n for _, n in zip(range(10), fib())])


def arguments(a, *args, k=1, **kw):
    yield a
    yield args
    yield k
    yield kw


print(list(arguments(1, 2, 3, k=4, z=5)))
try:
    arguments()
except TypeError as error:
    print("TypeError", error)


def raises():
    yield 1
    raise ValueError("inside")


g = raises()
print(next(g))
try:
    next(g)
except ValueError as error:
    print("ValueError", error)
print(next(g, "finished"))
