# Generators: yield, yield from, send, throw, close, and expressions.


def numbers(limit):
    for n in range(limit):
        got = yield n
        if got is not None:
            print("got", got)
    return "done"


def outer():
    result = yield from numbers(2)
    print("inner returned", result)
    yield 99


print(list(outer()))

g = numbers(3)
print(next(g), g.send("hello"), next(g))
try:
    next(g)
except StopIteration as stop:
    print("stop", stop.value)


def guarded():
    try:
        while True:
            try:
                yield "ready"
            except ValueError as error:
                print("caught", error)
    finally:
        print("closed")


g = guarded()
print(next(g))
print(g.throw(ValueError("from outside")))
g.close()

print(sum(x * x for x in range(10) if x % 2))
print(dict((k, v) for k, v in zip("abc", range(3))) == {"a": 0, "b": 1, "c": 2})
squares = (x * x for x in range(3))
print(next(squares), list(squares), next(squares, "empty"))
