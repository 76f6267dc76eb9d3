# Classes based on set and frozenset.

class Tags(set):
    def has(self, *names):
        return all(name in self for name in names)


t = Tags(["a", "b"])
t.add("c")
print(sorted(t), len(t), t.has("a", "c"), t.has("z"), isinstance(t, set), "a" in t, bool(Tags()), t == {"a", "b", "c"})
t.discard("a")
t.label = "kept"
print(sorted(t), t.label, type(t), sorted(t.union({"d"})), sorted(x for x in t))


class Frozen(frozenset):
    pass


f = Frozen([1, 2])
print(sorted(f), 1 in f, len(f), f == {1, 2}, isinstance(f, frozenset))
