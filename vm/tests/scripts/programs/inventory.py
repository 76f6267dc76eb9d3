# Records in lists and dictionaries: grouping, totals, a table, errors in data.

rows = """name,qty,price,tag
bolt,100,0.05,metal
nut,250,0.03,metal
plank,12,3.50,wood
broken,x,1.00,wood
glue,3,4.25,
"""
lines = rows.strip().split("\n")
header = lines[0].split(",")
items, errors = [], []
for n, line in enumerate(lines[1:], 2):
    record = dict(zip(header, line.split(",")))
    try:
        record["qty"] = int(record["qty"])
        record["price"] = float(record["price"])
    except ValueError as error:
        errors.append((n, str(error)))
        continue
    items.append(record)
print(errors)
for r in sorted(items, key=lambda r: -r["qty"] * r["price"]):
    print("{:<8}|{:>5}|{:>8.2f}|{:>9.2f}|{}".format(r["name"], r["qty"], r["price"], r["qty"] * r["price"], r["tag"] or "-"))
groups = {}
for r in items:
    groups.setdefault(r["tag"], []).append(r)
for tag in sorted(groups):
    group = groups[tag]
    print(repr(tag), len(group), "%.2f" % sum(r["qty"] * r["price"] for r in group), ",".join(sorted(r["name"] for r in group)))
print(max(items, key=lambda r: r["price"])["name"], [r["name"] for r in items if r["qty"] > 50], {r["name"]: r["qty"] for r in items if r["tag"]})
print(any(not r["tag"] for r in items), all(r["price"] > 0 for r in items), sum(r["qty"] for r in items))
