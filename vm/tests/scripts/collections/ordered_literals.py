# `OrderedDict({…})` keeps the order of the literal where a source is compiled on the board, since
# the items go into it one by one; mpy-cross knows nothing of it.
from collections import OrderedDict


def order(n):
    print(n, end=" ")
    return n


for source in (
    "OrderedDict({'z': 1, 'a': 2, 'b': 3, 'y': 4, 'x': 5})",
    "OrderedDict({order(5): order(1), order(3): order(2)})",
    "OrderedDict({})",
    "OrderedDict({'a': 1})",
    "OrderedDict({1: 2}).get(1)",
    "OrderedDict({1: OrderedDict({2: 3})})[1]",
    "OrderedDict([('z', 1), ('a', 2)])",
    "OrderedDict({'z': 1}, a=2)",
    # What is in braces but no dict comes out as it is.
    "OrderedDict({1})",
    "OrderedDict({1, 1})",
    "OrderedDict({n: n for n in 'a'})",
):
    print(eval(source))


exec("""
def made():
    def OrderedDict(*args):
        return {"given": args}

    return OrderedDict({1: 2})


print(made() == {"given": (), 1: 2})
""")
