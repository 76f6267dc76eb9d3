# Sets from iterables and comprehensions; elements that are equal.

print(set(), set("aa"), set([1, 1.0, True]), len({1, 1.0, True, "1"}), sorted(set(range(3))), sorted({x % 3 for x in range(9)}))
print(set(x for x in "b"), len(set([(), (1,), ()])), set({"k": 1}), frozenset("x"), frozenset([1]) in {frozenset([1])})
s = {1, 2}
t = set(s)
t.add(3)
print(sorted(s), sorted(t), frozenset(s) == s, set(frozenset(s)) == s)
for work in (lambda: {[1]}, lambda: {{}}, lambda: set(5), lambda: frozenset(None), lambda: {{1}}):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)
big = set()
for i in range(500):
    big.add(i * i % 101)
print(len(big), sum(big))
for i in range(0, 101, 2):
    big.discard(i)
print(len(big), sum(big))
total = 0
for x in {10, 20, 30}:
    total += x
print(total, max({3, 1}), sum({1, 2}), any({0}), all({1}), list(map(str, {5})))
