# @, and __getitem__ with everything that can stand between brackets.

class V:
    def __init__(self, *xs):
        self.xs = xs

    def __matmul__(self, o):
        return sum(a * b for a, b in zip(self.xs, o.xs)) if isinstance(o, V) else NotImplemented

    def __rmatmul__(self, o):
        return ("r", o)


print(V(1, 2) @ V(3, 4), 5 @ V(1))
for work in (lambda: V(1) @ 5, lambda: 1 @ 2, lambda: [] @ []):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)
v = V(1, 2)
try:
    v @= V(5, 6)
    print(v)
except TypeError as error:
    print("TypeError", error)


class I:
    def __getitem__(self, k):
        return k

    def __setitem__(self, k, v):
        self.last = (k, v)


i = I()
print(i[0], i[-1], i["a"], i[1, 2], i[()], i[1:2], i[::], i[None], i[...], i[i is i], i[1:2, 3], i[(lambda: 5)()], i[[1]], i[{}], i[1 if 0 else 2])
i[1:2] = [3]
print(i.last)
i["a", 1] = i["b"] = 5
print(i.last)
i[0], i[1] = 2, 3
print(i.last)
i[3] += "x" if False else 1
print(i.last)
