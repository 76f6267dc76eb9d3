# Natives that call back into Python: each must be able to stop inside the callback.


class Key:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        total = 0
        for step in range(3):
            total += step
        return self.n == other.n

    def __hash__(self):
        value = 0
        for _ in range(3):
            value += self.n
        return value

    def __lt__(self, other):
        for _ in range(2):
            pass
        return self.n < other.n

    def __str__(self):
        return "<" + ",".join(str(self.n) for _ in range(2)) + ">"

    def __repr__(self):
        return "Key(%d)" % self.n


def slow(n):
    for _ in range(3):
        n += 0
    return -n


keys = [Key(n) for n in (3, 1, 2)]
print(sorted([3, 1, 2], key=slow), sorted(keys))
keys.sort(key=lambda key: slow(key.n))
print(keys, min(keys), max(keys, key=lambda key: -key.n))
print(Key(2) in keys, keys.index(Key(1)), keys.count(Key(3)), Key(9) in keys)
table = {Key(1): "one", Key(2): "two"}
table[Key(1)] = "uno"
print(len(table), table[Key(2)], table.get(Key(3)), Key(1) in table)
print(len({Key(1), Key(1), Key(2)}))
print(Key(4), str(Key(5)), "%s %r" % (Key(6), Key(7)), "{} {!r}".format(Key(8), Key(9)), f"{Key(1)}")
print([Key(1), (Key(2), {Key(3): Key(4)})])
print([Key(1)] == [Key(1)], (1, Key(2)) == (1, Key(2)))


def generate(n):
    for value in range(n):
        for _ in range(2):
            pass
        yield value


print(list(generate(4)), tuple(generate(3)), sorted(set(generate(3))), sum(generate(5)))
print(max(generate(4)), any(v > 2 for v in generate(4)), all(generate(3)))
print(list(map(slow, generate(3))), list(filter(slow, generate(3))))
print(list(zip(generate(3), generate(2))), list(enumerate(generate(2))))
print("-".join(str(v) for v in generate(3)), bytes(generate(3)), dict((v, v) for v in generate(2)))
a, *b = generate(4)
print(a, b, *generate(2), sep="/")
print((lambda *args, **named: (args, named))(*generate(2), *generate(2), **{"k": slow(1)}))
seen = []
seen.extend(generate(3))
print(seen, 2 in generate(5), list(reversed(seen)))


class Box:
    def __init__(self):
        self.items = list(generate(3))

    def __getitem__(self, index):
        return self.items[index]

    def __setitem__(self, index, value):
        self.items[index] = value

    def __contains__(self, value):
        return any(value == item for item in self.items)

    def __len__(self):
        return len(list(generate(3)))

    def __bool__(self):
        return bool(sum(generate(3)))

    def __iter__(self):
        return generate(2)

    @property
    def total(self):
        return sum(generate(4))

    def __getattr__(self, name):
        return name + str(sum(generate(2)))


box = Box()
box[1] = 7
box[0] += 5
print(box[1], box[0], 7 in box, len(box), bool(box), list(box), box.total, box.missing)
print("yes" if box else "no", not box, box and 1)
try:
    sorted([1, "a"])
except TypeError as error:
    print(error)


def failing(n):
    if n == 2:
        raise ValueError("at two")
    return n


try:
    print(list(map(failing, generate(4))))
except ValueError as error:
    print(error)
