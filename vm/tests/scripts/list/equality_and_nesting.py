# Comparing nested lists, copies of references, and lists in lists.

a = [1, [2, [3, [4]]], (5, [6]), {"k": [7]}]
b = [1, [2, [3, [4]]], (5, [6]), {"k": [7]}]
print(a == b, a is b, a[1] == b[1], a[1] is b[1], a != b, a == b[:], [a] == [b])
b[1][1][1][0] = 99
print(a == b, b)
c = a[:]
c[1].append("shared")
c[0] = "own"
print(a[0], a[1], c[0])
d = list(a)
d[3]["k"].append(8)
print(a[3], d[3] is a[3])


def deepcopy(x):
    if isinstance(x, list):
        return [deepcopy(v) for v in x]
    if isinstance(x, dict):
        return {k: deepcopy(v) for k, v in x.items()}
    return x


e = deepcopy(a)
e[3]["k"].clear()
print(a[3], e[3])
print([[]] == [[]], [[0] * 2] * 2 == [[0, 0], [0, 0]], [1, 2] < [1, 2, 0], [[1], [2]] < [[1], [3]], [] < [[]], ["a"] < ["b"], [1.0] == [1], [True] == [1])
print(sum([[1], [2, 3]], []), [x for row in [[1, 2], []] for x in row], max([[1, 9], [2, 0]]), sorted([[2], [1, 1], [1]]))


def depth(x):
    return 1 + max((depth(v) for v in x), default=0) if isinstance(x, list) else 0


print(depth([1, [2, [3]], []]), depth([]), depth(5))
