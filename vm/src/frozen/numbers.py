# Conversions by a user's `__int__`, `__float__`, `__complex__` and `__hash__`.


def int_of(v):
    n = v.__int__()
    if type(n) is not int:
        raise TypeError()
    return n


def float_of(v):
    f = v.__float__()
    if type(f) is not float:
        raise TypeError("can't convert " + type(v).__name__ + " to float")
    return f


def complex_of(v):
    if _user_method(v, "__float__"):
        return complex(float_of(v))
    c = v.__complex__()
    if type(c) is not complex:
        raise TypeError("can't convert " + type(v).__name__ + " to complex")
    return c


def hash_of(v):
    return _hash_from(v.__hash__())


# The hash of a tuple or frozenset that holds users' objects.
def hash_items(v):
    total = _hash_start(v)
    for item in v:
        total += hash(item)
    return _hash_from(total)


def round_of(v, *places):
    return round(float_of(v), *places)


def chr_of(v):
    return chr(int_of(v))
