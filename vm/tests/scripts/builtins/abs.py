# abs of every kind of number, of user classes, and of what has none.

for n in (0, -0, 7, -7, 2**40, -(2**40), -(2**100), True, False, -1.5, -0.0, float("-inf"), 3 - 4j):
    print(n, abs(n))


class Distance:
    def __init__(self, metres):
        self.metres = metres

    def __abs__(self):
        return Distance(-self.metres if self.metres < 0 else self.metres)

    def __repr__(self):
        return "%dm" % self.metres


print(abs(Distance(-3)), abs(abs(Distance(4))))
for bad in ("1", None, [], b"x", object):
    try:
        print(abs(bad))
    except TypeError as error:
        print("TypeError", error)
for args in ((), (1, 2)):
    try:
        print(abs(*args))
    except TypeError as error:
        print("TypeError", error)
