# The operations on sets as functions that take any iterables.
import setlib

s = {1, 2, 3}
print(sorted(setlib.union(s, [4], (5, 1))), sorted(setlib.intersection(s, [2, 3, 9])), sorted(s))
setlib.update(s, range(6, 8))
print(sorted(s))
setlib.intersection_update(s, [1, 6, 8])
print(sorted(s))
