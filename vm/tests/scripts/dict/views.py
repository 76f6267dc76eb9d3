# keys, values and items: iterating, containment, views that follow.

d = {"a": 1, "b": 2, "c": 3}
k, v, i = d.keys(), d.values(), d.items()
print(sorted(k), sorted(v), sorted(i))
d["d"] = 4
print(sorted(k), sorted(v), sorted(i))
print("a" in k, "z" in k, type(k), type(v), type(i))
print(sorted(x for x in d), sorted(list(d)), len(list(d.items())), sorted(map(str, d.values())))
for key, value in sorted(d.items()):
    print(key, value, end=" ")
print()
print(k == d.keys(), {1: 2}.items() == {1: 2}.items(), {1: 2}.keys() == {1: 3}.keys())
print(repr({1: 2}.keys()), repr({1: 2}.values()), repr({1: 2}.items()))
it = iter({1: 2}.items())
print(next(it), next(it, "end"))
for work in (lambda: len({1: 2}.keys()), lambda: {1: 2}.values()[0], lambda: 1 in {1: 1}.values(), lambda: (1, 2) in {1: 2}.items()):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)
print(max(d, key=d.get), min(d.values()), sum(d.values()), sorted(d, key=lambda n: -d[n]))
