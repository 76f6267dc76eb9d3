# bool in arithmetic, as an index and in formatting.

print(True + 1, True - False, True * 3, True / 2, True // 1, True % 2, True**2, -True, +False, ~True, ~False)
print(True & 1, True | 2, True ^ True, True << 2, 8 >> True, True < 2, False == 0.0, True > False, abs(True))
print([1, 2][True], "ab"[False], range(5)[True], [0] * True, "x" * False, sum([True, True, False]), max(True, 2), min(False, 1))
print("%d %s %r %x" % (True, True, True, True), "{} {:d} {!r}".format(True, True, False), str(True), int(True), float(True), hash(True) == hash(1))
print({True: "t", 1: "one"}, {0: "z"}[False], True in [1], 1 in {True}, [True, 1, 1.0].count(1), sorted([True, False, 2, -1]))
print(True is True, (1 == 1) is True, bool(5) is True, not None, type(True + True), type(True & False), type(True ^ False), isinstance(True, int))
print(bool("False"), bool(0.0), bool([0]), bool(range(0)), True and 5, False or "x", not not [])
