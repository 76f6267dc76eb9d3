# List, set, dict and nested comprehensions, conditions, scopes.

print([x for x in range(3)], {x: -x for x in range(2)}, sorted({x % 2 for x in range(5)}), [c for c in "ab" for _ in range(2)])
print([(x, y) for x in range(3) if x % 2 == 0 for y in range(x)], [[y for y in range(x)] for x in range(3)])
print([x if x > 1 else -x for x in range(4)], [x for x in range(20) if x % 2 if x % 3], [a + b for a, b in [(1, 2), (3, 4)]])
print({k: v for k, v in zip("ab", [1, 2])}, {k.upper(): [k] * n for n, k in enumerate("xy")})
x = "kept"
[x for x in range(5)]
print(x)


def scoped(n):
    return [n * i for i in range(3)], {n: [n + j for j in range(n)]}, [lambda: i for i in range(2)][0]()


print(scoped(2))
funcs = [lambda v, k=k: v + k for k in range(3)]
print([f(10) for f in funcs])
data = {"a": [1, 2], "b": [3]}
print(sorted((k, v) for k, vs in data.items() for v in vs), sum([len(v) for v in data.values()]), {v: k for k in data for v in data[k]})
print([i for i in [j for j in range(3)] if i], [[1 if r == c else 0 for c in range(3)] for r in range(3)])
flat = [v for row in [[1, 2], [3]] for v in row]
print(flat, [h for h, *t in ["abc", "de"]])
try:
    [1 // x for x in (1, 0)]
except ZeroDivisionError as error:
    print("ZeroDivisionError", error)
try:
    [y for _ in range(1)]
except NameError as error:
    print("NameError", error)
print([w := 5, w + 1], w, [last := n for n in range(3)], last) if True else None


class C:
    items = [1, 2]
    doubled = [i * 2 for i in items]


print(C.doubled, len([None for _ in range(1000)]))
