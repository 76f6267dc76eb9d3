# frozenset: methods that answer new sets, and none that change it.

f = frozenset([1, 2, 3])
print(sorted(f.union({4})), type(f.union({4})), sorted(f.difference([1])), sorted(f & {1}), sorted(f.copy()), f.issubset({1, 2, 3, 4}))
for name in ("add", "remove", "discard", "pop", "clear", "update", "union", "copy"):
    print(name, hasattr(f, name), end=" ")
print()
for name in ("add", "remove", "discard"):
    try:
        print(getattr(f, name)(1))
    except AttributeError as error:
        print("AttributeError", error)
d = {f: "value"}
print(d[frozenset([3, 2, 1])], {frozenset(): 0}[frozenset()], 2 in f, len(f), bool(frozenset()), f == {1, 2, 3}, {1, 2, 3} == f)
print(frozenset() == set(), repr(frozenset([7])), isinstance(f, set), isinstance(f, frozenset))
nested = {frozenset([1]), frozenset([1]), frozenset([2])}
print(len(nested), frozenset([2]) in nested)
