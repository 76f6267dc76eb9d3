# Lists, tuples, dicts, sets: literals, methods, slices, comparison, nesting.

a = [3, 1, 2]
a.append(5)
a.extend((9, 8))
a.insert(1, 7)
print(a, a.pop(), a.pop(0), a.index(2), a.count(9), len(a))
a.sort()
print(a, sorted(a, reverse=True), sorted(["bb", "a", "ccc"], key=len))
a[1:3] = [0, 0, 0]
print(a, a[-2:], a + [1], [0] * 3, 9 in a)
del a[0]
a.remove(0)
a.reverse()
print(a, [1, 2] < [1, 3], [[1]] == [[1]], min(a), max(a), sum(a))
b = a[:]
b.clear()
print(len(a) > 0, b, a is not b)

t = (1, "two", 3.0)
x, *y = t
print(t, x, y, t[1:], (1,), (), t + (4,), t.index("two"), hash((1, 2)) == hash((1, 2)))

d = {"a": 1}
d["b"] = 2
d.update({"c": 3})
print(d.get("a"), d.get("z"), d.get("z", 0), "a" in d, len(d), d.pop("b"), d.setdefault("q", []))
print(sorted(d.keys()), sorted(k for k, v in d.items() if v))
del d["a"]
print(sorted(d))
print({1: "int", (1, 2): "tuple", None: "none"}[(1, 2)], {} == {}, {"x": {"y": 1}}["x"]["y"])

s = {1, 2, 3}
s.add(2)
s.discard(9)
print(len(s), 2 in s, sorted(s | {4}), sorted(s & {2, 9}), sorted(s - {1}), sorted(s ^ {3, 4}))
print({1, 2} <= s, s.issuperset({1}), frozenset((1, 2)) == {1, 2}, set())
print(any([0, 1]), all([1, 0]), list(map(lambda v: v + 1, [1, 2])), list(filter(None, [0, 1, 2])))
print([1, 2, 3, 4, 5][1:4:2], list(range(3)) == [0, 1, 2], range(1, 10, 3)[2])
b = bytearray(b"abc")
b[0] = 65
print(b, bytes([1, 2, 255]), b"abc"[1], b"a" + b"b", b"x" in b"xyz")
