# From the documentation of functools: partial and reduce.
from functools import partial, reduce, update_wrapper, wraps

basetwo = partial(lambda text, base: int(text, base), base=2)
print(basetwo("10010"))
print(reduce(lambda x, y: x + y, [1, 2, 3, 4, 5]), reduce(max, [3, 9, 2], 4))


def decorate(f):
    @wraps(f)
    def inner(*args):
        return f(*args) * 2

    return inner


@decorate
def add(a, b):
    return a + b


print(add(1, 2), partial(add, 1)(5))
