# What bytes, bytearray and array make of objects that tell a length: it is asked for first.
from array import array


class Sized:
    def __init__(self, length, items):
        self.length = length
        self.items = items

    def __len__(self):
        print("len")
        return self.length

    def __iter__(self):
        print("iter")
        return iter(self.items)


class OnlySized:
    def __len__(self):
        print("len")
        return 3


for make in (bytes, bytearray, lambda x: array("h", x), lambda x: array("f", x), list):
    for source in (Sized(2, [1, 2]), Sized(3, [1]), Sized(0, [1, 2]), OnlySized()):
        try:
            print(make(source))
        except TypeError as error:
            print("TypeError", error)
