# symmetric_difference_update: what it takes may depend on what the set has become.
s = {1}
s.symmetric_difference_update(len(s) * 10 for _ in range(3))
print(sorted(s))
s.symmetric_difference_update(s)
print(s)


class Same:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        return True


s = {1, 2}
s ^= {Same()}
print(sorted(s))
s.symmetric_difference_update([Same(), Same(), Same()])
print(len(s))
