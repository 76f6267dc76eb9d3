# dir: names of instances, classes, modules and the current scope.

class A:
    x = 1

    def __init__(self):
        self.y = 2

    def method(self):
        pass


class B(A):
    z = 3


def shown(thing):
    return sorted(n for n in dir(thing) if not n.startswith("__"))


print(shown(A()), shown(A), shown(B), shown(B()))
print("append" in dir([]), "upper" in dir(""), "to_bytes" in dir(1), "keys" in dir({}), "x" in dir(A))
import math

print("sqrt" in dir(math), type(dir()), "A" in dir(), "math" in dir())
top = 5
print("top" in dir(), all(isinstance(n, str) for n in dir(A)))
try:
    dir(1, 2)
except TypeError as error:
    print("TypeError", error)
