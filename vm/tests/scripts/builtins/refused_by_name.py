# What natives refuse by name, and in which order; a truth that a user's class tells.


class Ops:
    def __init__(self, truth):
        self.truth = truth

    def __bool__(self):
        print("asked")
        return self.truth


print(sorted([1, 3, 2], reverse=Ops(True)), sorted(iter((1, 3, 2)), reverse=Ops(False)))
items = [2, 3, 1]
items.sort(key=lambda n: -n, reverse=Ops(True))
print(items)


def numbers():
    yield 2
    yield 9
    yield 4


print(sorted(numbers(), reverse=Ops(True)))


def refused(function):
    try:
        function()
    except TypeError as e:
        print(e)


class Failure(OSError):
    pass


class Number(int):
    pass


refused(lambda: 1 in Failure(5))
refused(lambda: list(Failure(5)))
refused(lambda: [n for n in Number(5)])
refused(lambda: enumerate(**{"": 3}))
refused(lambda: enumerate([], **{"begin": 3}))
refused(lambda: enumerate([], iterable=[]))
print(list(enumerate(iterable="ab", start=3)))
