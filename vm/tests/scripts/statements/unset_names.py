# A local variable without a value is refused, whatever is asked of it.


def identity():
    y = x is x
    x = 1
    return y


def identity_with_constant():
    y = x is None
    x = 1
    return y


def no_identity():
    y = x is not x
    x = 1
    return y


def equality():
    y = x == x
    x = 1
    return y


def in_a_display():
    y = [{"a": (x is x)}]
    x = 1
    return y


for f in (identity, identity_with_constant, no_identity, equality, in_a_display):
    try:
        print(f())
    except NameError as e:
        print(f.__name__, e)
