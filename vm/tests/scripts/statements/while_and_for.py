# Loops: else, break, continue, nesting, changing conditions.

n = 0
while n < 5:
    n += 1
    if n == 2:
        continue
    if n == 4:
        break
    print(n, end=" ")
else:
    print("never")
print("after", n)
while n:
    n -= 1
else:
    print("else", n)
while False:
    print("never")
else:
    print("at once")
for i in range(3):
    for j in range(3):
        if j == 2:
            break
        if i == 1:
            continue
        print((i, j), end=" ")
    else:
        print("inner else")
print()
for c in "abc":
    pass
print(c)
for a, (b, *c) in [(1, (2, 3, 4)), (5, (6,))]:
    print(a, b, c, end="; ")
print()
d = {}
for d["key"] in range(3):
    pass
print(d)
i = 0
while True:
    i += 1
    if i > 100:
        break
print(i)
out = []
for x in range(10):
    if x % 2:
        continue
    for y in range(x):
        if y > 3:
            break
        out.append(x * y)
    else:
        out.append("e")
print(out)
for i in []:
    pass
else:
    print("empty")
total = 0
for row in [[1, 2], [3], []]:
    for value in row:
        total += value
print(total)


def first(items, test):
    for item in items:
        if test(item):
            break
    else:
        return "none"
    return item


print(first([1, 4, 6], lambda v: v > 3), first([], bool))
n = 27
steps = 0
while n != 1:
    n = 3 * n + 1 if n % 2 else n // 2
    steps += 1
print(steps)
