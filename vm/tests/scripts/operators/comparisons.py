# Rich comparisons: own forms, the swapped form, identity, chains.

class Num:
    def __init__(self, n):
        self.n = n

    def __lt__(self, o):
        print("lt", end=" ")
        return self.n < o.n

    def __le__(self, o):
        print("le", end=" ")
        return self.n <= o.n

    def __eq__(self, o):
        print("eq", end=" ")
        return isinstance(o, Num) and self.n == o.n


a, b = Num(1), Num(2)
print(a < b)
print(a <= b)
print(a == b)
for work in (lambda: a > b, lambda: a >= b):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)
print(a == 1)
print(1 == a)
print(a in [5, b, a])
print([a] == [Num(1)])
print(a < b < Num(3))
print((a, b) == (a, b))
print({a.n: a} == {1: a})


class Text:
    def __eq__(self, o):
        return "equal"

    def __lt__(self, o):
        return []


x = Text()
print(x == 1, x < 1, bool(x == 2), x in [1])


class Plain:
    pass


p, q = Plain(), Plain()
print(p == p, p == q, p != q, p == 1, p is p)
for work in (lambda: p < q, lambda: p >= q, lambda: p > 1, lambda: 1 > p, lambda: [p] < [q]):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)


class Refuses:
    def __lt__(self, o):
        return NotImplemented

    def __gt__(self, o):
        return "gt answered"


print(Plain() == Refuses(), Refuses() > 1)
try:
    print(Refuses() < Plain())
except TypeError as error:
    print("TypeError", error)
