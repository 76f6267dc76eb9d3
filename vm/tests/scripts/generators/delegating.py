# yield from: values, sends, throws, results, any iterable.

def inner():
    try:
        x = yield 1
        print("inner got", x)
        y = yield 2
        print("inner got", y)
    except ValueError as error:
        print("inner caught", error)
        yield "recovered"
    finally:
        print("inner done")
    return "inner result"


def outer():
    result = yield from inner()
    print("outer got", result)
    yield from [10, 20]
    yield from "ab"
    yield from range(2)
    return "outer result"


def show(g):
    try:
        while True:
            print(next(g))
    except StopIteration as error:
        print("StopIteration", error.value)


show(outer())
g = outer()
print(next(g), g.send("sent"), g.throw(ValueError("thrown")))
show(g)
g = outer()
next(g)
print(g.close())


def nested(n):
    if n:
        yield n
        yield from nested(n - 1)
        yield -n


print(list(nested(4)))


def flatten(items):
    for item in items:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item


print(list(flatten([1, [2, [3, [4], 5]], [], [[6]]])))


def bad():
    yield from 5


try:
    next(bad())
except TypeError as error:
    print("TypeError", error)


class Iter:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 2:
            raise StopIteration("value")
        return self.n


def use():
    print("value is", (yield from Iter()))


print(list(use()))


def raising():
    yield 1
    raise KeyError("inner")


def catching():
    try:
        yield from raising()
    except KeyError as error:
        yield "outer caught " + str(error)


print(list(catching()))
