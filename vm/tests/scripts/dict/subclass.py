# Classes based on dict.

class Default(dict):
    def __missing__(self, key):
        return "missing " + str(key)


class Counter(dict):
    def add(self, key):
        self[key] = self.get(key, 0) + 1
        return self


class Lower(dict):
    def __getitem__(self, key):
        return super().__getitem__(key.lower())

    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)

    def has(self, key):
        return key.lower() in self


c = Counter()
for letter in "hello":
    c.add(letter)
print(sorted(c.items()), len(c), c["l"], isinstance(c, dict), c == {"h": 1, "e": 1, "l": 2, "o": 1}, "h" in c, bool(Counter()))
lower = Lower()
lower["ABC"] = 1
print(lower["aBc"], lower.has("Abc"), "Abc" in lower, list(lower.keys()), lower.get("abc"))
try:
    print(Default()["key"])
except KeyError as error:
    print("KeyError", error)
d = Counter({"a": 1})
d.update(b=2)
d.note = "kept"
print(sorted(d), d.note, sorted(d.copy().items()), d.pop("a"), d, type(d), sorted(Counter(x=1).items()))
del d["b"]
print(d, list(d))
