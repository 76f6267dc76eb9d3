# Operators whose operands need Python code: users' iterators, hashes and comparisons.

def extend_items(target, items):
    for item in items:
        target.append(item)
    return target


def set_or(a, b, in_place):
    result = set(a)
    for key in b:
        result.add(key)
    return set_result(a, result, in_place)


def set_and(a, b, in_place):
    result = set()
    for key in b:
        if key in a:
            result.add(key)
    return set_result(a, result, in_place)


def set_subtract(a, b, in_place):
    result = set(a)
    for key in b:
        result.discard(key)
    return set_result(a, result, in_place)


def set_xor(a, b, in_place):
    result = set(a)
    for key in b:
        if key in result:
            result.discard(key)
        else:
            result.add(key)
    return set_result(a, result, in_place)


def set_result(a, result, in_place):
    if in_place:
        a.clear()
        a.update(result)
        return a
    if isinstance(a, frozenset):
        return frozenset(result)
    return result


def dict_or(target, other):
    target.update(other)
    return target
