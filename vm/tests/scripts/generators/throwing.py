# What may be thrown into a generator, and when.
def g():
    while True:
        try:
            x = yield 1
        except ValueError as e:
            print("caught", e)
            yield "handled"


class Own(ValueError):
    def __init__(self, *args):
        print("made", args)
        super().__init__(*args)


class NotOne(Exception):
    def __new__(cls, *args):
        print("new")
        return 1


a = g()
next(a)
print(a.throw(Own), next(a))
print(a.throw(ValueError, ValueError(2)), next(a), a.throw(ValueError(3)))
for thrown in (3, NotOne, KeyError("k")):
    a = g()
    next(a)
    try:
        a.throw(thrown)
    except Exception as e:
        print(type(e).__name__, e)
    try:
        a.throw(thrown)
    except StopIteration:
        print("it has ended")

fresh = g()
try:
    fresh.throw(ValueError("too early"))
except ValueError as e:
    print("out", e)
print(list(fresh))

b = g()
next(b)
print(b.pend_throw(ValueError("pended")))
print(next(b), next(b))
print(b.pend_throw(KeyError), b.pend_throw(None))
print(next(b))
b.pend_throw(KeyError("k"))
try:
    next(b)
except KeyError as e:
    print("out", e)
