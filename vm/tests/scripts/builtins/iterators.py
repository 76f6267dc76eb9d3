# iter and next: user iterators, the protocol of __getitem__, defaults, exhaustion.

class Countdown:
    def __init__(self, start):
        self.n = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Countdown(3)), next(Countdown(5)), sum(Countdown(4)), 2 in Countdown(5))


class Items:
    def __getitem__(self, i):
        print("item", i)
        if i >= 3:
            raise IndexError("end")
        return i * 10


print(list(Items()), 20 in Items())
a, b, c = Items()
print(a, b, c)
it = iter([1])
print(next(it), next(it, "default"), next(it, None))
try:
    next(it)
except StopIteration as error:
    print("StopIteration", error.value)
for bad in (1, None, 1.5, len, Countdown):
    try:
        iter(bad)
    except TypeError as error:
        print("TypeError", error)
for bad in ([], "a", 1):
    try:
        next(bad)
    except TypeError as error:
        print("TypeError", error)


class NoNext:
    def __iter__(self):
        return 5


try:
    for _ in NoNext():
        pass
except TypeError as error:
    print("TypeError", error)
print([type(iter(x)) is type(iter(type(x)())) for x in ([], (), "", b"", {})])
