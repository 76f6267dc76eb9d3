# Every method of dictionaries.

def t(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)


d = {"a": 1, "b": 2}
print(d.get("a"), d.get("x"), d.get("x", 0), d.setdefault("a", 9), d.setdefault("c", 3), d.setdefault("n"), sorted(d))
print(d.pop("n"), d.pop("none", "default"), d.pop("c"), sorted(d.items()), sorted(d.keys()), sorted(d.values()))
print(d.update({"a": 10, "z": 26}), sorted(d.items()))
d.update([("k", 1), ("l", 2)])
d.update(m=5, n=6)
d.update({"x": 0}, y=1)
print(sorted(d.items()), len(d))
e = d.copy()
e.clear()
print(len(d), e, d.copy() == d)
print(dict.fromkeys([1, 2]), dict.fromkeys("ab", 0), dict.fromkeys([]))
key, value = {"only": 1}.popitem()
print(key, value)
t(lambda: {}.popitem())
t(lambda: {}.pop("x"))
t(lambda: {}.pop())
t(lambda: {}["missing"])
t(lambda: {}[[]])
t(lambda: {}.get())
t(lambda: {}.get([]))
t(lambda: {}.setdefault())
t(lambda: {}.update(5))
t(lambda: {}.update([1]))
t(lambda: {}.update([(1, 2, 3)]))
t(lambda: {}.update({}, {}))
t(lambda: dict.fromkeys())
t(lambda: dict.fromkeys(5))
t(lambda: {}.nope)
t(lambda: {[]: 1})
t(lambda: {1: 1}.keys(2))
try:
    del d["missing"]
except KeyError as error:
    print("KeyError", error)
