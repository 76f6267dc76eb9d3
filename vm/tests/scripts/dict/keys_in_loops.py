# Keys that are looked for again and again by the same instruction, while what they are and where they lie changes.


def made(text):
    # The same text, but not the one that the source names.
    return "".join(list(text))


def look(table, keys):
    out = []
    for key in keys:
        try:
            found = table[key]
        except KeyError as error:
            found = "no " + repr(error.args[0])
        out.append((key in table, table.get(key), table.get(key, "-"), found))
    return out


keys = ["name", made("name"), "other", 1, True, 1.0, 0, False, -1, 1 << 29, 1 << 30, (1 << 31) + 5, 1 << 40, 1 << 70, None, (1, 2)]
for n in (0, 1, 2, 3, 5, 11, 12, 13, 16, 17, 40):
    table = {}
    for i in range(n):
        table[(i * 7, made("key%d" % i), float(i), (i,))[i % 4]] = i
    table["name"] = n
    print(n, len(table), look(table, keys))

table = {made("name"): "made"}
print(look(table, ["name", made("name")]))
table["name"] = "named"
print(table, look(table, ["name", made("name")]))
for key in (1, True, 1.0):
    table[key] = repr(key)
print(sorted(table.items(), key=repr), look(table, [1, True, 1.0]))

# Full small tables, from which keys go and come back.
for n in range(1, 18):
    table = {}
    for i in range(n):
        table[i * 17] = i
    for i in range(0, n, 3):
        del table[i * 17]
    gone = [i * 17 for i in range(n) if i * 17 not in table]
    for i in gone:
        table[i] = -i
    print(n, [table[i * 17] for i in range(n)], table.get(n * 17), 5 in table)

# Sets, by the same ways.
grown = set()
sizes = []
for i in range(60):
    for item in (i * 3 % 40, "t%d" % (i % 9), i % 7 * 1.0, i % 2 == 0):
        grown.add(item)
    sizes.append((len(grown), 3 in grown, "t3" in grown, 3.0 in grown, True in grown, made("t8") in grown))
print(sizes)
print(sorted(grown, key=repr))
frozen = frozenset(range(0, 100, 3))
print([i for i in range(-3, 12) if i in frozen], [x for x in (3.0, True, "a", None) if x in frozen])


def refused(f, *args):
    try:
        print(f(*args))
    except (TypeError, KeyError) as error:
        print(type(error).__name__, error)


for table in ({}, {"a": 1}, {1: 2}):
    refused(lambda: table[[]])
    refused(lambda: [] in table)
refused(lambda: [] in {1, 2})
refused(lambda: 1 in 5)


class Odd:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return 1

    def __eq__(self, other):
        return self.value == (other.value if isinstance(other, Odd) else other)


table = {Odd(1): "odd", 1: "one", 18: "eighteen"}
print([table.get(k) for k in (Odd(1), 1, True, 18, Odd(18), Odd(2))], 1 in table, Odd(1) in table)
