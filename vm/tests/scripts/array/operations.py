# Changing, slicing, comparing and joining arrays.

from array import array

a = array("i", [1, 2, 3])
a.extend([4, 5])
a.extend(array("i", [6]))
a += array("i", [7])
print(a, a[1:3], a[-2:], len(a), list(a), a + array("i", [8]), a == array("i", range(1, 8)))
a[0] = -5
a[1:3] = array("i", [20, 30, 40])
print(a)
print([x * 2 for x in a], max(a), min(a), sorted(a), tuple(a), bytes(array("B", b"xy")))
print(array("B", [1]) == array("B", [1]))
for work in (lambda: a[100], lambda: a["x"], lambda: a.append("x"), lambda: a.append(), lambda: a + [1], lambda: a * "x", lambda: a.nope):
    try:
        print(work())
    except (TypeError, IndexError, AttributeError) as error:
        print(type(error).__name__, error)
for work in ("a[0] = 'x'", "a[100] = 1", "del a[0]", "a[0:1] = [1]", "a.extend(5)"):
    try:
        exec(work)
        print(work, "done", a)
    except (TypeError, IndexError, NotImplementedError, ValueError) as error:
        print(work, type(error).__name__, error)
print(array("f", [0.1])[0] != 0.1, array("d", [0.1])[0] == 0.1, bool(array("i")), repr(array("i")))
