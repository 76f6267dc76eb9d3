# Dictionaries from displays, pairs, mappings and keywords.

print({}, dict(), {1: 2}, dict([(1, 2)]), dict(((3, 4),)), dict({5: 6}), dict(a=1), dict({1: 1}, b=2), dict([], c=3))
print({1: "a", 1.0: "b", True: "c"}, {"x": 1, "x": 2}, len({0: 0, False: 1, 0.0: 2, "": 3, None: 4, (): 5}))
print(dict(zip("ab", [1, 2])), dict([["k", "v"]]), dict(["ab", "cd"]), {k: k * k for k in range(3)})
print({"n": {"m": [1, {2: 3}]}}, {(1, 2): 3, b"b": 4, 1.5: 5, None: 6}[(1, 2)])
for work in (lambda: dict(5), lambda: dict([1]), lambda: dict([(1,)]), lambda: dict([(1, 2, 3)]), lambda: dict({}, {}), lambda: dict(["abc"]), lambda: dict(None)):
    try:
        print(work())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


class Mapping:
    def keys(self):
        return ["p", "q"]

    def __getitem__(self, key):
        return key * 2


try:
    print(sorted(dict(Mapping()).items()))
except TypeError as error:
    print("TypeError", error)
d = {}
d["x"] = d
print(len(d), d["x"] is d)
