# A subclass of a number with __getitem__ can be iterated over.
class F(float):
    def __getitem__(self, i):
        return [1, 2, 3][i]


class I(int):
    def __getitem__(self, i):
        return [self, 2][i]


print(list(F()), [y for y in F(1.5)], len(tuple(I(3))))


# So can one of what has no items and no iterator of its own, or that answers for any name.
for base in (property, staticmethod, Exception, object):

    class P(base):
        def __getitem__(self, i):
            return [1, 2, 3][i]

    class Q(base):
        def __getattr__(self, name):
            return lambda i: name[i]

    for v in (P, Q):
        try:
            v = v()
        except TypeError:
            v = v(None)
        print(list(v))
