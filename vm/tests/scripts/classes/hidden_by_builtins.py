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
# Types that do less themselves.
from collections import deque
from io import StringIO

for base, arguments in (
    (memoryview, (b"ab",)),
    (range, (3,)),
    (deque, ((), 3)),
    (StringIO, ("ab",)),
    (zip, ("ab",)),
    (map, (str, "ab")),
    (enumerate, ("ab",)),
    (reversed, ("ab",)),
    (set, ("a",)),
    (bytes, (b"ab",)),
    (property, ()),
    (object, ()),
):

    class D(base, A):
        pass

    d = D(*arguments)
    for f in (
        lambda: d[0],
        lambda: len(d),
        lambda: list(d),
        lambda: d + d,
        lambda: str(d)[:4],
        lambda: repr(d)[:4],
        lambda: -d,
        lambda: d.plain(),
    ):
        try:
            print(f())
        except TypeError as e:
            print("TypeError", e)
        except IndexError:
            print("IndexError")
