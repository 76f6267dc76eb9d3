# Changing a list while it is iterated over.

a = [1, 2, 3]
for x in a:
    if len(a) < 6:
        a.append(x * 10)
print(a)
a = [1, 2, 3, 4]
for x in a:
    a.remove(x)
print(a)
a = [1, 2, 3]
it = iter(a)
next(it)
a.clear()
print(list(it))
a.append(5)
print(next(it, "finished"))
a = [3, 1, 2]
for x in a:
    a.sort()
    print(x, end=" ")
print(a)
matrix = [[1, 2], [3, 4]]
for row in matrix:
    for i in range(len(row)):
        row[i] *= 2
print(matrix, [list(r) for r in zip(*matrix)], sum(sum(matrix, [])))
a = [0, 1, 2]
for a[0] in (7, 8):
    pass
print(a)
