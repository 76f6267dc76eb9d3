# What happens when a dictionary changes while it is iterated over.

d = {1: "a", 2: "b"}
for key in list(d):
    d[key + 10] = d.pop(key)
print(sorted(d.items()))
for key in d:
    d[key] = "same size"
print(sorted(d.items()))
d = {i: i for i in range(100)}
for i in range(100):
    if i % 3:
        del d[i]
print(sorted(d), len(d))
for i in range(200):
    d[i] = -i
print(len(d), d[150], sum(d.values()))
d.clear()
print(d, len(d))
d["again"] = 1
print(d)
seen = []
d = {0: 0}
for key in d:
    seen.append(key)
    if len(d) > 1:
        break
print(seen)
