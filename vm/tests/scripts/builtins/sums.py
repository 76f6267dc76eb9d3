# sum: numbers of all kinds, a start, other types, errors.

print(sum([]), sum([1, 2, 3]), sum((1.5, 2)), sum(range(101)), sum([True, True]), sum([2**70, -1]))
print(sum([1], 10), sum([[1], [2]], []), sum([(1,), (2,)], ()), sum({1: 2, 3: 4}), sum([1j, 2]))
print(sum(n * n for n in range(5)), sum([0.1] * 3), sum([1], 0.5), sum(b"\x01\x02"))


class Own:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        return Own(self.n + (other.n if isinstance(other, Own) else other))

    __radd__ = __add__


print(sum([Own(1), Own(2)]).n, sum([Own(1)], Own(5)).n)
for args in ((), (1,), (["a"],), (["a", "b"], "c"), ([None],), ([[1]],)):
    try:
        print(sum(*args))
    except TypeError as error:
        print("TypeError", error)
