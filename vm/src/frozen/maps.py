# Dicts and sets whose keys have a user's `__hash__` or `__eq__`, and indices with a user's `__int__`.


# An `OrderedDict` is searched from its start, and asks for no hash.
def key_hash(m, key):
    return 0 if _layout(m) == "OrderedDict" else hash(key)


# The slot of a key, or -1.
def find(m, key, h):
    slot = -1
    while True:
        found = _probe(m, key, h, slot)
        slot = found >> 1
        if found < 0 or found & 1 or _slot_key(m, slot) == key:
            return slot


# Stores a key that is absent.
def insert(m, key, h, value):
    while not _fill(m, key, h, value):
        bigger = _bigger(m)
        if bigger is None:
            _grow(m, [key_hash(m, k) for k in _keys(m)])
        else:
            # So many keys that they move in steps.
            n = len(m)
            at = 0
            while at is not None and n == len(m):
                at = _move_some(m, bigger, at)
            if at is None:
                _become(m, bigger)


def map_set(m, key, value):
    h = key_hash(m, key)
    slot = find(m, key, h)
    if slot < 0:
        insert(m, key, h, value)
    else:
        _slot_set(m, slot, value)


def get_item(obj, index):
    kind = _layout(obj)
    if kind == "dict" or kind == "OrderedDict":
        slot = find(obj, index, key_hash(obj, index))
        if slot < 0:
            raise KeyError(index)
        return _slot_value(obj, slot)
    return obj[plain_index(index)]


def set_item(obj, index, value):
    kind = _layout(obj)
    if kind == "dict" or kind == "OrderedDict":
        map_set(obj, index, value)
    else:
        obj[plain_index(index)] = value


def del_item(obj, index):
    kind = _layout(obj)
    if kind == "dict" or kind == "OrderedDict":
        dict_pop(obj, index)
    else:
        del obj[plain_index(index)]


# An index, or a slice, of plain integers.
def plain_index(index):
    if _layout(index) != "slice":
        return int(index)
    parts = []
    for part in (index.start, index.stop, index.step):
        if part is not None and _user_method(part, "__int__"):
            part = int(part)
        parts.append(part)
    return _slice(*parts)


def dict_get(m, key, default):
    slot = find(m, key, key_hash(m, key))
    return default if slot < 0 else _slot_value(m, slot)


def dict_pop(m, key, *default):
    slot = find(m, key, key_hash(m, key))
    if slot >= 0:
        return _slot_take(m, slot)
    if default:
        return default[0]
    raise KeyError(key)


def dict_setdefault(m, key, default):
    h = key_hash(m, key)
    slot = find(m, key, h)
    if slot >= 0:
        return _slot_value(m, slot)
    insert(m, key, h, default)
    return default


# Stores pairs, then keyword arguments.
def dict_filled(m, pairs, keywords):
    items = _native(m)
    for pair in pairs:
        if type(pair) is not tuple:
            pair = take(pair, 3)
        if len(pair) != 2:
            raise ValueError("dict update sequence has wrong length")
        items[pair[0]] = pair[1]
    for key, value in keywords:
        items[key] = value
    return m


def dict_updated(m, pairs, keywords):
    dict_filled(m, pairs, keywords)


def dict_fromkeys(m, keys, value):
    if _user_method(keys, "__len__"):
        _become(m, _sized(len(keys)))
    for key in keys:
        m[key] = value
    return m


# What a native asks for to be called again.
def itself(v):
    return v


# The dict that `**mapping` in a call stands for.
def dict_from_mapping(mapping):
    m = {}
    for key in mapping.keys():
        m[key] = mapping[key]
    return m
