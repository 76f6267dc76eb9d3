# A user's __int__ and __float__ where an array or bytes take items, and where a function takes both kinds.
import math
from array import array


class Number:
    def __int__(self):
        return 65

    def __float__(self):
        return 1.5


class Whole:
    def __int__(self):
        return self.value


class Bytes(bytearray):
    pass


class Items(array):
    pass


def show(act):
    try:
        print(act())
    except Exception as e:
        print(type(e).__name__, e)


def stored(array, i, item):
    array[i] = item
    return array


def appended(array, item):
    array.append(item)
    array.extend([item, 2])
    array.extend(iter((item,)))
    return array


n = Number()
for make in (bytes, bytearray, Bytes, lambda items: array("h", items), lambda items: Items("d", items)):
    show(lambda: make([n, 66]))
    show(lambda: make(iter((67, n))))
for make in (bytearray, lambda n: array("h", [0] * n), lambda n: array("d", [0] * n)):
    show(lambda: stored(make(3), -1, n))
    show(lambda: appended(make(1), n))
view = bytearray(2)
memoryview(view)[1] = n
print(view)
whole = Whole()
for whole.value in (300, "a", None, ()):
    for make in (bytes, bytearray, lambda items: array("d", items)):
        show(lambda: make([whole]))
    show(lambda: stored(bytearray(1), 0, whole))
show(lambda: math.ldexp(n, 2))
show(lambda: math.ldexp(n, n) == 1.5 * 2**65)
show(lambda: math.pow(n, n) == 1.5**1.5)
