# Order and equality of tuples, and tuples as keys and in sorting.

print((1, 2) < (1, 3), (1,) < (1, 0), () < (0,), (2,) > (1, 9), ("a", 1) < ("b", 0), (1, 2) == (1.0, 2), (1, 2) != (2, 1), (1, 2) <= (1, 2))
people = [("Bob", 25, 1.8), ("Ada", 36, 1.7), ("Cy", 25, 1.6), ("Ada", 20, 1.7)]
print(sorted(people), sorted(people, key=lambda p: (p[1], -p[2])), min(people), max(people, key=lambda p: p[2])[0])
d = {(x, y): x * 10 + y for x in range(3) for y in range(3)}
print(d[1, 2], d[(0, 0)], (2, 2) in d, (3, 3) in d, sorted(k for k in d if sum(k) == 2), d.get((9, 9)))
print(hash((1, (2, 3))) == hash((1, (2, 3))), ((),) == ((),), (1, [2]) == (1, [2]), ((1, 2), 3) < ((1, 3), 0), len({(1, 2), (1, 2), (2, 1)}))
for a, b in (((1, "a"), (1, 2)), ((1, None), (1, None)), ((None,), (1,)), ((1, 1j), (1, 2j))):
    try:
        print(a < b)
    except TypeError as error:
        print("TypeError", error)
x = 5, 6
y = (x)
print(x is y, x, (x,), x[0], *x, tuple(reversed(x)), x + (7,), (0,) * 3, 6 in x, x.index(6))
