# Comparisons in which a user's `__eq__` or `__lt__` has a say, inside built-in containers.

def equal(a, b):
    a = _native(a)
    b = _native(b)
    kind = _layout(a)
    other = _layout(b)
    if kind == "list":
        return other == "list" and items_equal(a, b)
    if kind == "tuple" or kind == "namedtuple":
        return (other == "tuple" or other == "namedtuple") and items_equal(a, b)
    if kind == "dict" or kind == "OrderedDict":
        if other == "OrderedDict" and kind == other:
            return items_equal(list(a.items()), list(b.items()))
        return (other == "dict" or other == "OrderedDict") and dicts_equal(a, b)
    if kind == "set" or kind == "frozenset":
        return (
            (other == "set" or other == "frozenset")
            and len(a) == len(b)
            and set_is_within(a, b, False)
        )
    if kind in ("array", "bytes") and other in ("array", "bytes"):
        raise NotImplementedError
    return False


def not_equal(a, b):
    return not equal(a, b)


def items_equal(a, b):
    if len(a) != len(b):
        return False
    for i in range(len(a)):
        if not a[i] == b[i]:
            return False
    return True


def dicts_equal(a, b):
    if len(a) != len(b):
        return False
    for key in _keys(a):
        slot = find(b, key, key_hash(b, key))
        if slot < 0 or not dict_get(a, key, None) == _slot_value(b, slot):
            return False
    return True


# Lists and tuples, by the first items that differ; `op` is one of `< > <= >=`. Items are only asked
# whether they are greater, and the answer is yes only if it is `True`.
def order(op, a, b):
    a = _native(a)
    b = _native(b)
    if op == "<" or op == "<=":
        a, b = b, a
    for i in range(min(len(a), len(b))):
        x = a[i]
        y = b[i]
        if not x == y:
            return (x > y if len(op) == 1 else x >= y) is True
    return len(a) > len(b) if len(op) == 1 else len(a) >= len(b)


def contains(container, value):
    native = _native(container)
    kind = _layout(native)
    if kind == "dict" or kind == "OrderedDict" or kind == "set" or kind == "frozenset":
        if not _user_method(container, "__iter__"):
            return find(native, value, key_hash(native, value)) >= 0
    for item in container:
        if item == value:
            return True
    return False


# `item in` an iterator, when `first` was taken from it already.
def contains_rest(first, rest, value):
    if first == value:
        return True
    for item in rest:
        if item == value:
            return True
    return False


def map_contains(m, key):
    return find(m, key, key_hash(m, key)) >= 0


def seq_count(items, value):
    n = 0
    for item in items:
        if item == value:
            n += 1
    return n


def seq_index(items, value, start, stop):
    while start < stop and start < len(items):
        if items[start] == value:
            return start
        start += 1
    raise ValueError("object not in sequence")


def list_remove(items, value):
    del items[seq_index(items, value, 0, len(items))]
