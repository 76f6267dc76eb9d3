# list.sort: stability, mixed numbers, nested lists, and user order.

a = [3, 1.5, True, -2, 2**70]
a.sort()
print(a)
a.sort(reverse=True)
print(a)
pairs = [("b", 2), ("a", 2), ("c", 1), ("a", 1)]
pairs.sort(key=lambda p: p[1])
print(pairs)
pairs.sort()
print(pairs)
pairs.sort(key=lambda p: (-p[1], p[0]))
print(pairs)
lists = [[2], [1, 5], [1], []]
lists.sort()
print(lists)


class Version:
    def __init__(self, text):
        self.parts = [int(p) for p in text.split(".")]

    def __lt__(self, other):
        return self.parts < other.parts

    def __repr__(self):
        return ".".join(map(str, self.parts))


versions = [Version(t) for t in ("1.10", "1.9", "1.9.1", "0.5")]
versions.sort()
print(versions)
versions.sort(reverse=True)
print(versions)
try:
    [1, "a", 2].sort()
except TypeError as error:
    print("TypeError", error)
try:
    [1j, 2j].sort()
except TypeError as error:
    print("TypeError", error)
empty = []
empty.sort()
print(empty, [5].sort())
same = [1] * 50
same.sort()
print(len(same), same == [1] * 50)
