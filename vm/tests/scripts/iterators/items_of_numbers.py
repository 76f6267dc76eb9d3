# A subclass of a number with __getitem__ can be iterated over.
class F(float):
    def __getitem__(self, i):
        return [1, 2, 3][i]


class I(int):
    def __getitem__(self, i):
        return [self, 2][i]


print(list(F()), [y for y in F(1.5)], len(tuple(I(3))))
