# range: construction, indexing, slicing, containment, equality.

def t(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)


for r in (range(5), range(2, 5), range(0, 10, 3), range(10, 0, -4), range(0), range(5, 2), range(2, 5, -1), range(-3, 3)):
    print(r, list(r), len(r), bool(r), r.start, r.stop, r.step)
r = range(0, 20, 3)
print(r[0], r[-1], r[2], r[1:3], r[::2], r[::-1], r[5:], list(r[-2:]), 6 in r, 7 in r, 18 in r, 21 in r, "a" in r if False else "-")
print(range(3) == range(0, 3, 1), range(0) == range(5, 5), range(0, 3, 2) == range(0, 4, 2), range(3) == [0, 1, 2], range(3) != range(4))
print(sum(range(101)), max(range(5)), sorted(range(3), reverse=True), list(reversed(range(3))), tuple(range(2)))
t(lambda: range())
t(lambda: range(1, 2, 3, 4))
t(lambda: range(1, 5, 0))
t(lambda: range(1.5))
t(lambda: range("a"))
t(lambda: range(None))
t(lambda: r[100])
t(lambda: r[-100])
t(lambda: r["a"])
t(lambda: r + r)
t(lambda: r < r)
t(lambda: hash(range(3)) == hash(range(3)))
t(lambda: range(0, 10)[2:8][1:3])
t(lambda: True in range(2))
t(lambda: range(True, 3))
try:
    r[0] = 1
except TypeError as error:
    print("TypeError", error)
try:
    r.start = 1
except AttributeError as error:
    print("AttributeError", error)
it = iter(range(2))
print(next(it), next(it), next(it, "end"), iter(it) is it)
