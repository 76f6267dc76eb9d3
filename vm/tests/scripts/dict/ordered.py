# collections.OrderedDict: order of insertion, popitem, equality.

from collections import OrderedDict

d = OrderedDict([("z", 1), ("a", 2), ("m", 3)])
print(d, list(d), list(d.values()), list(d.items()))
d["b"] = 4
d["z"] = 10
del d["a"]
d["a"] = 5
print(list(d.items()), len(d), "z" in d, d.get("q"), d.pop("m"), list(d))
print(d.popitem(), list(d), OrderedDict([(1, 2), (3, 4)]) == OrderedDict([(3, 4), (1, 2)]))
e = OrderedDict(x=1)
e.update({"y": 2})
print(e, isinstance(e, dict), e.copy(), type(e.copy()), dict(e) == {"x": 1, "y": 2})
many = OrderedDict()
for i in range(100, 0, -1):
    many[i] = i
for i in range(1, 100, 2):
    del many[i]
print(list(many)[:5], list(many)[-3:], len(many))
print(OrderedDict.fromkeys("cab"), list(OrderedDict.fromkeys([3, 1, 2], 0).items()))
try:
    OrderedDict().popitem()
except KeyError as error:
    print("KeyError", error)
print(repr(OrderedDict([("k", OrderedDict())])), bool(OrderedDict()))
