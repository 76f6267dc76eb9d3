# finally blocks and context managers inside generators that are closed early.

class M:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind.__name__ if kind else None)


def inner():
    with M("inner"):
        try:
            yield 1
            yield 2
        finally:
            print("inner finally")


def outer():
    with M("outer"):
        try:
            yield from inner()
        finally:
            print("outer finally")
    yield "after"


g = outer()
print(next(g))
g.close()
g = outer()
print(list(g))
g = outer()
next(g)
try:
    g.throw(ValueError("into the middle"))
except ValueError as error:
    print("ValueError", error)
for x in outer():
    print("got", x)
    break
print("left open")


def returns_in_finally():
    try:
        yield 1
    finally:
        return "kept"


g = returns_in_finally()
next(g)
try:
    g.throw(KeyError("swallowed"))
except StopIteration as error:
    print("StopIteration", error.value)
