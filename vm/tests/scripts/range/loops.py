# for over ranges: big bounds, changed variables, else, nested loops.

for i in range(3):
    print(i, end=" ")
    i = 10
print(i)
for i in range(2**28, 2**28 + 2):
    print(i, end=" ")
for i in range(-1, -4, -1):
    print(i, end=" ")
for i in range(5, 0, -2):
    print(i, end=" ")
print()
n = 3
for i in range(n):
    n = 10
else:
    print("else", i, n)
for i in range(0):
    print("never")
else:
    print("empty", i)
for i in range(10):
    if i == 3:
        break
else:
    print("never")
print(i)
out = []
for i in range(3):
    for j in range(i):
        if j == 1:
            continue
        out.append((i, j))
print(out)
start, stop, step = 10, 0, -3
print([i for i in range(start, stop, step)], [i for i in range(stop, start, -step)])
step = 2
for i in range(0, 6, step):
    step = 1
    print(i, end=" ")
print()
a = [0] * 3
for a[1] in range(4):
    pass
print(a)
count = 0
for i in range(1000):
    for j in range(10):
        count += 1
print(count)
