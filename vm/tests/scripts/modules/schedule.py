# micropython.schedule: soon, one at a time, in order.
import micropython

seen = []


def wait(n):
    while len(seen) < n:
        pass


micropython.schedule(seen.append, 1)
wait(1)
print(seen)


def outer(n):
    micropython.schedule(inner, n + 1)
    for i in range(10):
        pass
    seen.append(n)


def inner(n):
    seen.append(n)


seen.clear()
micropython.schedule(outer, 10)
wait(2)
print(seen)


def fill(_):
    n = 0
    try:
        while True:
            micropython.schedule(inner, n)
            n += 1
    except RuntimeError as error:
        print(n > 2, error)


seen.clear()
micropython.schedule(fill, None)
wait(3)
print(seen[:3])


def generator():
    yield 1
    micropython.schedule(seen.append, "between")
    for i in range(3):
        pass
    yield 2


seen.clear()
print(list(generator()), seen)
