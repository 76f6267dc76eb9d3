# len: all containers, user classes, and things without a length.

print(len(""), len("h\u00e9llo"), len("\U0001f600"), len(b"\xc3\xa9"), len(bytearray(5)))
print(len([]), len([1, [2, 3]]), len(()), len({}), len({1: 2}), len({1, 2, 2}), len(frozenset()))
print(len(range(10)), len(range(10, 0, -3)), len(range(0)), len(range(5, 2)), len(memoryview(b"abc")))
print(len({1: 2, 3: 4}.keys()) if hasattr({}.keys(), "__len__") else "views")


class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


print(len(Sized(0)), len(Sized(7)), len(Sized(True)))


class Child(list):
    pass


print(len(Child([1, 2])))
for bad in (1, None, 1.5, len, int, iter([]), Sized):
    try:
        print(len(bad))
    except TypeError as error:
        print("TypeError", error)
for args in ((), ([], [])):
    try:
        len(*args)
    except TypeError as error:
        print("TypeError", error)
