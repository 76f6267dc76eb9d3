# Keys of every hashable kind, equal keys of different types, and tables that grow.

class K:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 3

    def __eq__(self, o):
        return isinstance(o, K) and self.n == o.n


def f():
    pass


keys = [0, 1.5, "s", b"s", (1, (2,)), None, True, ..., f, len, int, K(1), K(4), frozenset([1]), 2**70, 1j, range, ValueError, object]
d = {}
for i, k in enumerate(keys):
    d[k] = i
print(len(d), [d[k] for k in keys] == list(range(len(keys))), d[0.0], d[1], d[K(4)], d[frozenset([1])], d[1, (2,)], d["s"], d[b"s"])
for k in keys[::2]:
    del d[k]
print(len(d), K(1) in d, 1.5 in d, None in d)
big = {}
for i in range(1000):
    big[i], big[str(i)], big[i + 0.5] = i, -i, "f"
print(len(big), big[999], big["999"], big[999.5], sum(v for v in big.values() if isinstance(v, int)))
for i in range(0, 1000, 3):
    del big[i]
print(len(big), 0 in big, 1 in big, "0" in big)
same = {1: "int"}
same[1.0] = "float"
same[True] = "bool"
print(same, {0: "a", False: "b"}, {"1": 1, 1: 2}[1])
clash = {K(n): n for n in range(30)}
print(len(clash), all(clash[K(n)] == n for n in range(30)), clash.pop(K(29)), K(29) in clash)
