# Dictionaries as counters, groups, caches, graphs and switches.

text = "the quick brown fox jumps over the lazy dog the end"
count = {}
for w in text.split():
    count[w] = count.get(w, 0) + 1
print(sorted(count.items(), key=lambda kv: (-kv[1], kv[0]))[:3])
groups = {}
for w in text.split():
    groups.setdefault(len(w), []).append(w)
print(sorted(groups.items()))
inverse = {}
for k, v in count.items():
    inverse.setdefault(v, set()).add(k)
print(sorted(inverse[3]), len(inverse[1]))
graph = {"a": {"b": 7, "c": 9, "f": 14}, "b": {"c": 10, "d": 15}, "c": {"d": 11, "f": 2}, "d": {"e": 6}, "f": {"e": 9}, "e": {}}


def dijkstra(start):
    distance, todo = {start: 0}, set(graph)
    while todo:
        reachable = [n for n in todo if n in distance]
        if not reachable:
            break
        n = min(reachable, key=lambda k: distance[k])
        todo.remove(n)
        for m, w in graph[n].items():
            if distance[n] + w < distance.get(m, 10**9):
                distance[m] = distance[n] + w
    return distance


print(sorted(dijkstra("a").items()))


def order(deps):
    done, out = set(), []

    def visit(n, trail=()):
        if n in trail:
            raise ValueError("circle at " + n)
        if n not in done:
            for d in sorted(deps.get(n, ())):
                visit(d, trail + (n,))
            done.add(n)
            out.append(n)

    for n in sorted(deps):
        visit(n)
    return out


print(order({"app": ["lib", "core"], "lib": ["core"], "core": [], "test": ["app"]}))
try:
    order({"a": ["b"], "b": ["a"]})
except ValueError as error:
    print("ValueError", error)
switch = {"add": lambda a, b: a + b, "mul": lambda a, b: a * b}
print([switch.get(op, lambda a, b: None)(3, 4) for op in ("add", "mul", "pow")])
nested = {}
for path in ("a.b.c", "a.b.d", "x"):
    at = nested
    for part in path.split("."):
        at = at.setdefault(part, {})
print(sorted(nested), sorted(nested["a"]["b"]))
sparse = {(x, y): x * y for x in range(3) for y in range(3) if x != y}
print(sparse.get((1, 2)), (1, 1) in sparse, sum(sparse.values()), sorted(sparse)[:2])
