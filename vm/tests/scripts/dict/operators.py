# Equality, containment, truth, and the operators for merging.

a, b = {"x": 1, "y": 2}, {"y": 3, "z": 4}
print(a == {"y": 2, "x": 1}, a != b, a == {"x": 1}, a == [("x", 1)], {} == {}, {1: 1.0} == {1.0: 1}, {1: [2]} == {1: [2]})
print("x" in a, "q" not in a, 1 in {1.0: 0}, bool({}), bool(a), len(a))
for work in (lambda: a | b, lambda: a + b, lambda: a * 2, lambda: a - b, lambda: -a):
    try:
        result = work()
        print(sorted(result.items()))
    except (TypeError, KeyError) as error:
        print(type(error).__name__, error)
try:
    a |= b
    print(sorted(a.items()))
except TypeError as error:
    print("TypeError", error)
d = {}
d[1], d[2] = "one", "two"
d[1] += "!"
del d[2]
print(d)
d = {"n": 0}
for word in "a b a c a".split():
    d[word] = d.get(word, 0) + 1
print(sorted(d.items()))
