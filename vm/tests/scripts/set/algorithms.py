# Sets in programs: duplicates, graph search, subsets, primes.

items = "the cat and the hat and the bat".split()
seen, doubles = set(), set()
for w in items:
    (doubles if w in seen else seen).add(w)
print(sorted(seen), sorted(doubles), len(set(items)), sorted(set(items) - doubles))
graph = {"a": "bc", "b": "d", "c": "d", "d": "e", "e": "", "z": "a"}


def reach(start):
    done, todo = set(), [start]
    while todo:
        n = todo.pop()
        if n not in done:
            done.add(n)
            todo.extend(set(graph[n]) - done)
    return done


print(sorted(reach("a")), sorted(reach("z") ^ reach("c")), reach("e") == {"e"}, reach("d") <= reach("b"))


def subsets(s):
    s = sorted(s)
    return [{x for i, x in enumerate(s) if m >> i & 1} for m in range(1 << len(s))]


print([sorted(x) for x in subsets({1, 2, 3})], sum(map(sum, subsets({1, 2, 3}))))
composite = {j for i in range(2, 11) for j in range(i * i, 101, i)}
print(sorted(set(range(2, 101)) - composite)[-5:], len(composite))
a, b = {1, 2, 3, 4}, {3, 4, 5}
print(len(a | b) == len(a) + len(b) - len(a & b), (a | b) - (a & b) == a ^ b, a - b == a & (a ^ b), a.isdisjoint(b), (a - b).isdisjoint(b))
cells = {(0, 0)}
for _ in range(4):
    cells |= {(x + dx, y + dy) for x, y in cells for dx, dy in ((0, 1), (1, 0), (0, -1), (-1, 0))}
print(len(cells), (4, 0) in cells, (3, 3) in cells)
