# What a message calls an instance of a subclass: the built-in type where that has the operator, the
# subclass where it has not.


class MyError(Exception):
    pass


class MyProperty(property):
    pass


class MyInt(int):
    pass


class MyList(list):
    pass


class MyTuple(tuple):
    pass


def assign(x):
    x[0] = 1


def delete(x):
    del x[0]


def attempt(f):
    try:
        print(f())
    except (TypeError, IndexError) as e:
        print(e)


for x in (MyError(), MyProperty(), MyInt(), MyList(), MyTuple()):
    attempt(lambda: x + None)
    attempt(lambda: None + x)
    attempt(lambda: ~x)
    attempt(lambda: x > None)
    attempt(lambda: x[None])
    attempt(lambda: assign(x))
    attempt(lambda: delete(x))
attempt(lambda: hash(MyList()))
attempt(lambda: {MyList(): 1})
attempt(lambda: {1: 2}[MyList()])
