# Reading, assigning and deleting slices, with steps.

a = list(range(10))
print(a[2:5], a[:3], a[7:], a[-3:], a[:-7], a[5:2], a[::2], a[1::3], a[::-1], a[8:2:-2], a[-1:-4:-1], a[100:], a[:100])
b = a[:]
b[2:4] = ["x", "y", "z"]
print(b)
b[:0] = [0, 0]
b[len(b):] = (1, 2)
b[3:3] = []
b[1:5] = []
print(b)
b[0:2] = b
print(b)
c = list(range(8))
del c[0], c[-1]
print(c)
del c[1:3]
print(c)
del c[:]
print(c)
d = list(range(10))
try:
    d[::2] = [1] * 5
    print(d)
except NotImplementedError as error:
    print("NotImplementedError", error)
try:
    del d[::3]
    print(d)
except NotImplementedError as error:
    print("NotImplementedError", error)
for value in (5, None):
    try:
        d[0:1] = value
        print(d)
    except TypeError as error:
        print("TypeError", error)
try:
    print(a[::0])
except ValueError as error:
    print("ValueError", error)
print(a[True:3], [a[i:i + 3] for i in range(0, 10, 4)])
