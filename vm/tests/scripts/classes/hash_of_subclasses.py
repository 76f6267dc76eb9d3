# A subclass that defines __eq__ alone keeps the hash of its built-in base, if that has one.
for base, argument in (
    (str, "a"),
    (bytes, b"a"),
    (int, 3),
    (tuple, (1,)),
    (float, 1.5),
    (frozenset, ()),
    (list, []),
    (Exception, 1),
):

    class A(base):
        def __eq__(self, other):
            return True

    class B(base):
        pass

    for C in (A, B):
        x = C(argument)
        try:
            print(base, C, isinstance(hash(x), int), {x: 1}[x])
        except TypeError as e:
            print(base, C, e)
