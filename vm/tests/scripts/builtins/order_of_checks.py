# Which mistake is told where there are several, and what is taken for something else.
from array import array
from collections import deque


def attempt(f):
    try:
        print(f())
    except (TypeError, NotImplementedError) as e:
        print(repr(e))


attempt(lambda: sorted(1, b=2))
attempt(lambda: sorted([1], b=2))
attempt(lambda: property(a=2))
attempt(lambda: type(2, "", 5))
attempt(lambda: type("A", 5, 5))
attempt(lambda: 3 in True)
attempt(lambda: 1.5 in False)
attempt(lambda: "a" in True)
attempt(lambda: hash(deque((), 1)))
attempt(lambda: True in array("b", [1]))
attempt(lambda: 1 in array("b", [1]))
x = [1, 2, 3]
x.insert(10**20, 4)
x.insert(-(10**20), 5)
print(x)
