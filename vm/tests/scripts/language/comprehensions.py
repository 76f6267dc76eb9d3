# Comprehensions: lists, sets, dicts, nested, with conditions and their own scope.

print([x * 2 for x in range(5)])
print([(x, y) for x in range(3) for y in range(x)])
print([[row * column for column in range(3)] for row in range(3)])
print(sorted({word[0] for word in ("apple", "avocado", "banana")}))
print({n: n * n for n in range(4) if n != 2} == {0: 0, 1: 1, 3: 9})

x = "outside"
print([x for x in (1, 2)], x)

factor = 3


def scaled(values):
    return [value * factor for value in values if value]


print(scaled([0, 1, 2]))
print([f() for f in [lambda i=i: i for i in range(3)]])
