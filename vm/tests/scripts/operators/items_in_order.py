# Tuples and lists of users' objects: which of their operators are asked, and what answer counts.
class W:
    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        print("eq", self.v)
        return self.v == (o.v if isinstance(o, W) else o)

    def __lt__(self, o):
        print("lt")
        return 5

    def __gt__(self, o):
        print("gt")
        return self.v > o.v

    def __le__(self, o):
        print("le")
        return 5

    def __ge__(self, o):
        print("ge")
        return 1


for x, y in (
    ((W(1),), (W(2),)),
    ([W(1), W(2)], [W(1)]),
    ((W(2),), (W(1), W(3))),
    ((), (W(1),)),
    ((W(1),), (W(1),)),
):
    for f in (lambda: x < y, lambda: x > y, lambda: x <= y, lambda: x >= y, lambda: x == y):
        print(f())


class R:
    def __radd__(self, other):
        return "radd"


for x in (b"", bytearray(b"")):
    try:
        print(x + R())
    except TypeError as e:
        print(e)


class Less:
    def __lt__(self, other):
        return True


class Tuple(tuple):
    pass


class Pairs(tuple):
    def __gt__(self, other):
        return "gt"


# Instances without the method that is asked.
for x in (Less(), Pairs((1, 2)), (1, 2), 1, "a", b"a", bytearray(b"a"), memoryview(b"a")):
    for y in (Tuple((1, 3)), Pairs((1, 1)), Less(), (1, 3), 2):
        for f in (lambda: x <= y, lambda: x > y):
            try:
                print(f())
            except TypeError as e:
                print(e)
