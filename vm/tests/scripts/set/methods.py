# Every method of sets.

def t(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)


s = {1, 2, 3}
print(s.add(4), sorted(s), s.add(1), len(s), s.discard(9), s.discard(4), s.remove(3), sorted(s))
print(sorted(s.union([5, 6])), sorted(s.intersection({2, 9})), sorted(s.difference([1])), sorted(s.symmetric_difference({2, 7})))
print(sorted(s.copy()), s.copy() is s, s.issubset({1, 2, 3}), s.issuperset([1]), s.isdisjoint({8}), s.isdisjoint([2]))
print(s.update([7, 8]), sorted(s))
print(s.intersection_update([1, 2, 7]), sorted(s), s.difference_update({7}), sorted(s), s.symmetric_difference_update([2, 3]), sorted(s))
one = {5}
print(one.pop(), one, s.clear(), s)
t(lambda: set().pop())
t(lambda: {1}.remove(2))
t(lambda: {1}.add([]))
t(lambda: {1}.add())
t(lambda: {1}.discard([]))
t(lambda: {1}.union(5))
t(lambda: {1}.issubset(5))
t(lambda: {[]: 1})
t(lambda: set([[]]))
t(lambda: {1}.nope)
t(lambda: set(1))
t(lambda: set([], []))
t(lambda: sorted({1, 2}.difference([1], [2])))
t(lambda: sorted({1}.update([1], [2]) or []))
t(lambda: sorted({1, 2}.intersection([1], [2])))
