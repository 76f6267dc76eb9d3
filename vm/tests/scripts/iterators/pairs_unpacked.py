# Loops that unpack the pairs of `enumerate`, `zip` and a dict's items as they go.

words = ["a", "b", "c"]
print([(i, w) for i, w in enumerate(words)])
for i, w in enumerate(words, 5):
    print(i, w)
for i, w in enumerate(("x", "y"), -1):
    print(i, w)

# What an enumerated sequence becomes on the way is seen.
grown = [1, 2]
for i, n in enumerate(grown):
    if n < 4:
        grown.append(n + 2)
print(grown)

# The shorter one ends it, and what came before it is taken from the longer one.
left = iter([1, 2, 3, 4])
for a, b in zip(left, [10, 20]):
    print(a, b)
print(list(left))
right = iter([10, 20, 30])
for a, b in zip([1], right):
    print(a, b)
print(list(right))
for a, b in zip(range(3), range(10, 40, 10)):
    print(a, b)
same = iter(range(6))
for a, b in zip(same, same):
    print(a, b)
for a, b in zip([1, 2], "xy"):
    print(a, b)
for a, b in zip((1, 2), (3, 4)):
    a, b = b, a
    print(a, b)
for pair in zip([1], [2]):
    print(pair)

stock = {"one": 1}
for name, n in stock.items():
    print(name, n)
numbers = {i: i * i for i in range(40)}
for i in range(3, 37):
    del numbers[i]
print(sorted([(k, v) for k, v in numbers.items()]))
for k, v in {}.items():
    print("never")

# Pairs of pairs, and what cannot be unpacked so.
for i, (a, b) in enumerate([(1, 2), (3, 4)]):
    print(i, a, b)
for i, (k, v) in enumerate(stock.items()):
    print(i, k, v)
try:
    for a, b, c in enumerate(words):
        print("never")
except ValueError as e:
    print("ValueError")
try:
    for a, b in zip([1], [2], [3]):
        print("never")
except ValueError:
    print("ValueError")


def items():
    yield 1, 2
    yield [3, 4]


for a, b in items():
    print(a, b)
