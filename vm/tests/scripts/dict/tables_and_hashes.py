# When a table asks for a hash: not while it is empty, an OrderedDict never; and what makes it larger.
from collections import OrderedDict


class K:
    def __init__(self, v):
        self.v = v

    def __hash__(self):
        print("hash", self.v)
        return hash(self.v)

    def __eq__(self, o):
        return self.v == (o.v if isinstance(o, K) else o)


x = OrderedDict()
x[K(3)] = 1
x[range(3)] = 2
x["a"] = 3
print(len(x), x.get(K(3)), x["a"], K(4) in x, x.pop(K(3)), x.setdefault(K(5), 7), len(x))


class D(dict):
    pass


class S(set):
    pass


for empty in (D(), S(), {}, set()):
    print([] in empty)
for filled in (D(a=1), S((1,))):
    try:
        print([] in filled, K(1) in filled)
    except TypeError as e:
        print(e)


class Items:
    def __init__(self, items):
        self.items = items

    def __len__(self):
        print("len")
        return len(self.items)

    def __getitem__(self, i):
        return self.items[i]


print(len(dict.fromkeys(Items([4, 8, 16, 15, 23, 42]), 1)))
print(dict.fromkeys(Items([17, 8, 3]), 1))
