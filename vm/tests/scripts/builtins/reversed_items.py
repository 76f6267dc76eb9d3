# reversed: sequences, user classes with __reversed__ or with the sequence protocol.

print(list(reversed([1, 2, 3])), list(reversed("abc")), list(reversed(())), list(reversed(b"ab")))
print(list(reversed(range(5))), list(reversed(range(1, 10, 3))), list(reversed(bytearray(b"xy"))))


class Sequence:
    def __len__(self):
        return 3

    def __getitem__(self, i):
        return i * 2


class Own:
    def __reversed__(self):
        return iter(["own"])


print(list(reversed(Sequence())), list(reversed(Own())))
r = reversed([1, 2])
print(iter(r) is r, next(r), next(r), next(r, "end"))
for bad in (1, None, {1, 2}, iter([])):
    try:
        print(list(reversed(bad)))
    except TypeError as error:
        print("TypeError", error)
a = [1, 2, 3]
r = reversed(a)
print(next(r))
a[0] = "changed"
print(list(r))


class Number(int):
    pass


class Real(float):
    pass


# What MicroPython takes for the length of a small integer.
for value in (Number(3), Number(-1), Real(1)):
    try:
        print(list(reversed(value)))
    except TypeError as error:
        print("TypeError", error)


class Asked:
    def __getattr__(self, name):
        print("getattr", name)
        return lambda: iter(["asked"])


print(list(reversed(Asked())))
