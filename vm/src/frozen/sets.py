# Set operations over generators and users' items.


def set_filled(s, source):
    for item in source:
        _add(s, item)
    return s


def set_from(source):
    return set_filled(set(), source)


def set_add(s, item):
    h = hash(item)
    if find(s, item, h) < 0:
        insert(s, item, h, None)


def set_update(s, sources):
    for source in sources:
        set_filled(s, source)


def set_discard(s, item):
    slot = find(s, item, hash(item))
    if slot >= 0:
        _slot_take(s, slot)


def set_remove(s, item):
    slot = find(s, item, hash(item))
    if slot < 0:
        raise KeyError(item)
    _slot_take(s, slot)


def set_subtract(s, sources):
    for source in sources:
        for item in list_from(source):
            _discard(s, item)
    return s


def set_subtract_update(s, sources):
    set_subtract(s, sources)


def set_intersection(s, source):
    out = set()
    for item in source:
        if item in s:
            out.add(item)
    return out


def set_intersection_update(s, source):
    _become(s, set_intersection(s, source))


def set_intersection_in_place(s, source):
    _become(s, set_intersection(s, source))
    return s


def set_symmetric(s, source):
    return set_symmetric_in_place(_copy_set(s), source)


# What the source gives may depend on what the set has become.
def set_symmetric_update(s, source):
    if source is s:
        source = _copy_set(s)
    for item in source:
        if item in s:
            _discard(s, item)
        else:
            _add(s, item)


def set_symmetric_in_place(s, source):
    set_symmetric_update(s, source)
    return s


def set_isdisjoint(s, source):
    for item in source:
        if item in s:
            return False
    return True


def set_is_within(inner, outer, proper):
    inner = as_set(inner)
    outer = as_set(outer)
    if proper and len(inner) == len(outer):
        return False
    for item in inner:
        if item not in outer:
            return False
    return True


def as_set(v):
    v = _native(v)
    kind = _layout(v)
    return v if kind == "set" or kind == "frozenset" else set_from(v)
