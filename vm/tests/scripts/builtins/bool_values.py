# bool: the truth of every kind of value, and bool as an int.

class Empty:
    def __len__(self):
        return 0


class Full:
    def __len__(self):
        return 3


class No:
    def __bool__(self):
        return False


class Both:
    def __bool__(self):
        return True

    def __len__(self):
        return 0


class Plain:
    pass


values = [
    0, 1, -1, 0.0, -0.0, 0.1, 0j, 1j, "", " ", b"", b"\0", [], [0], (), (0,), {}, {0: 0}, set(), {0},
    None, range(0), range(1), bytearray(), bytearray(1), Empty(), Full(), No(), Both(), Plain(), Plain,
    len, Ellipsis, 1 << 100, 0 << 100, float("nan"),
]
print([bool(value) for value in values])
print(bool(), bool(bool), isinstance(True, int), issubclass(bool, int), type(True))
print(True + True, True * 5, -True, ~True, True << 3, 7 & True, True == 1, True is 1 == 1)
print(True & False, True | False, True ^ True, type(True & True), type(True + 0))
print([10, 20][True], {1: "one"}[True], "%d %s %r" % (True, True, True))
print(int(True), float(True), str(False), repr(True), hash(True) == hash(1))
print(not 0, not [], not not "x", (0 or "b"), (1 and "c"), ("" and 1), ("x" or 1 // 0))

try:
    bool(1, 2)
except TypeError as error:
    print("TypeError", error)
