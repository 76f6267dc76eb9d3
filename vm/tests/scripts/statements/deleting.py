# del of names, attributes, items, slices and several at once.

def show(work):
    try:
        print(work())
    except (NameError, AttributeError, KeyError, IndexError, TypeError) as error:
        print(type(error).__name__, error)


a, b, c = 1, [1, 2, 3, 4, 5], {"x": 1, "y": 2}
del a
show(lambda: a)
del b[0], b[-1]
print(b)
del b[1:]
print(b)
del c["x"]
print(c)


class O:
    z = 1


o = O()
o.p = 5
del o.p
show(lambda: o.p)
del O.z
show(lambda: o.z)
d = e = []
del d
print(e)
x, y = 1, 2
del (x, y)
show(lambda: x)


def local():
    n = 1
    del n
    try:
        n
    except NameError as error:
        print("NameError", error)
    n = 2
    return n


print(local())


def bad_item(container, key):
    del container[key]


for container, key in (([], 0), ({}, "k"), ("abc", 0), ((1,), 0), (5, 0), (b"a", 0)):
    show(lambda: bad_item(container, key))


def loops():
    for i in range(3):
        value = i
        del value
    return i


print(loops())
big = list(range(10))
while big:
    del big[len(big) // 2]
print(big)
