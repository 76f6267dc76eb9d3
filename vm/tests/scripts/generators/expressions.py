# Generator expressions: laziness, scope, nesting, conditions.

print(list(x * 2 for x in range(4)), sum(x for x in range(5) if x % 2), tuple((a, b) for a in "ab" for b in range(2)))
log = []


def noisy(x):
    log.append(x)
    return x


g = (noisy(x) for x in [1, 2, 3])
print(log, next(g), log, list(g), log)
n = 10
g = (x + n for x in range(2))
n = 20
print(list(g))
first = [1, 2]
g = (x for x in first)
first = [3]
print(list(g))
x = "outside"
print([x for x in range(3)], x, list(x for x in "in"), x)
print(list(y for y in (z + 1 for z in range(3)) if y > 1), dict((k, v) for k, v in [(1, 2)]), set(c for c in "aab") == {"a", "b"})
print(any(x > 2 for x in range(5)), max((x for x in (3, 1)), default=0), " ".join(str(i) for i in range(3)))


def function():
    local = 5
    return list(local * i for i in range(3)), [[i * j for j in range(3)] for i in range(2)]


print(function())
g = (i for i in range(3))
print(type(g), 1 in g, list(g))
try:
    list(1 // x for x in (1, 0))
except ZeroDivisionError as error:
    print("ZeroDivisionError", error)
matrix = [[1, 2], [3, 4]]
print(list(v for row in matrix for v in row if v % 2 == 0), [[row[i] for row in matrix] for i in range(2)])
