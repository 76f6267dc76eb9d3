# What may stand in a class body, and when it runs.

print("before")


class Body:
    print("in the body")
    total = 0
    for i in range(4):
        total += i
    squares = [n * n for n in range(3)]
    if total > 5:
        big = True
    try:
        x = 1 // 0
    except ZeroDivisionError:
        x = "divided"

    def method(self):
        return self.total

    alias = method

    class Inner:
        value = total if False else 5

        def get(self):
            return self.value


print(Body.total, Body.i, Body.squares, Body.big, Body.x, Body().alias(), Body.Inner().get(), Body().Inner.value)


def make(n):
    class Local:
        number = n

        def get(self):
            return n + self.number

    return Local


print(make(2)().get(), make(5)().get(), make(1) is make(1), make(3).number)
name = "global"


class Scope:
    name = "class"
    copy = name

    def get(self):
        return name


print(Scope().get(), Scope.copy)


class Doc:
    "a text"
    pass


class Empty:
    ...


print(Empty, Empty.__name__, type(Empty()).__name__)
try:

    class Fails:
        raise ValueError("in the body")

except ValueError as error:
    print("ValueError", error)
try:
    Fails
except NameError as error:
    print("NameError", error)
