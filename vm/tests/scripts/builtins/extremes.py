# max and min: arguments and iterables, key, default, ties, errors.

print(max(1, 2), min(1, 2), max([3, 1, 2]), min((3, 1, 2)), max("hello"), min(b"hello"))
print(max(1, 2.5), min(-1, -1.5), max([1], [1, 0]), min("b", "abc"), max({1: 9, 2: 0}))
print(max(["aa", "b"], key=len), min("aa", "b", key=len), max([1, -5, 3], key=abs), min([], default="none"))
print(max([], default=None), max([1], default=7), max([True, 1]), min([1, True]), max(range(5), key=lambda n: -n))
print(max("a", "b", "c", key=ord), max((n * n for n in (-3, 2))), min(2**70, 2**71, 1e30))
for work in (
    lambda: max(),
    lambda: min([]),
    lambda: max([], key=len),
    lambda: max(1),
    lambda: max(1, "a"),
    lambda: min([1, None]),
    lambda: max([1], bad=2),
    lambda: max([3, 1], key=5),
):
    try:
        print(work())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


class Own:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n

    def __gt__(self, other):
        return self.n > other.n


print(max(Own(1), Own(3), Own(2)).n, min([Own(5), Own(4)]).n)
