# Assignments: chained, to attributes, items and slices, augmented, deleted.

a = b = c = [1]
a.append(2)
print(b, c is a)
x, y = 1, 2
x, y = y, x
print(x, y)
(p, q), [r, s] = (1, 2), "ab"
print(p, q, r, s)


class O:
    pass


o = O()
o.a, o.b = 1, [0, 0]
o.b[0], o.b[1] = o.a, 5
print(o.a, o.b)
l = [0] * 4
l[1:3] = ["x", "y"]
l[0], l[3:] = 9, [8, 7]
print(l)
i = 0
i, l[i] = 2, "first"
print(i, l)
n = 5
n += 1
n -= 2
n *= 10
n //= 3
n %= 7
n **= 2
n <<= 3
n |= 1
n ^= 0xF
n &= 0xFF
print(n)
del a, x
try:
    a
except NameError as error:
    print("NameError", error)
del l[0], o.a
print(l, hasattr(o, "a"))
if (m := 10) > 5:
    print(m)
while (m := m - 4) > 0:
    print("m", m)
print([k := 3, k * 2], (z := 1, z + 1))


def walrus(values):
    return [half for v in values if (half := v // 2)]


print(walrus([1, 2, 3, 4]))
t: int = 5
u: "anything"
print(t)
try:
    u
except NameError as error:
    print("NameError", error)
print(1 if 0 else 2, (3, 4)[1], [5][0], {"k": 6}["k"])
a = [1, 2, 3]
a[0], a[1] = a[1], a[0]
a[-1] += 10
print(a)
