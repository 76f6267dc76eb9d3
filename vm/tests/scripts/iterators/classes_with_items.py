# A class that has a method for items counts as iterable; the method finds no instance, though.


class Row:
    def __getitem__(self, i):
        return i


class Plain:
    pass


def attempt(f):
    try:
        print(f())
    except TypeError as e:
        print("TypeError", e)


for cls in (dict, Row, Plain, list, str):
    attempt(lambda: list(cls))
    attempt(lambda: [x for x in cls])
    attempt(lambda: 1 in cls)
    attempt(lambda: set(cls))
    attempt(lambda: sum(cls))
    attempt(lambda: (lambda *a: a)(*cls))
    attempt(lambda: zip(cls) is None)
    attempt(lambda: enumerate(cls) is None)


class Named(property):
    pass


attempt(lambda: list(Named(None)))
