# A built-in base class that comes first does what special methods of the bases behind it would do.
class A:
    def __getitem__(self, i):
        return "A get"

    def __len__(self):
        return 9

    def __iter__(self):
        return iter(("A iter",))

    def __add__(self, other):
        return "A add"

    def __str__(self):
        return "A str"

    def __repr__(self):
        return "A repr"

    def __call__(self):
        return "A call"

    def __neg__(self):
        return "A neg"

    def plain(self):
        return "A plain"


for base, argument in ((list, [1]), (tuple, (1,)), (dict, {0: 1}), (str, "a"), (int, 1), (Exception, 1)):

    class D(base, A):
        pass

    d = D(argument)
    for f in (
        lambda: d[0],
        lambda: len(d),
        lambda: list(d),
        lambda: d + d,
        lambda: str(d),
        lambda: repr(d),
        lambda: d(),
        lambda: -d,
        lambda: d.plain(),
    ):
        try:
            print(f())
        except TypeError:
            print("TypeError")
