# Text from what only Python can show or iterate over.


def join_items(separator, items):
    return separator.join([item for item in items])


# Users' objects that tell their length are asked for it first.
def length_of(source):
    return len(source) if hasattr(type(source), "__len__") else 0


def bytes_from(source):
    length_of(source)
    return bytes([item for item in source])


# What tells its length gives so many items: zeros stand for those that are missing.
def items_for_array(source):
    length = length_of(source)
    items = [item for item in source]
    if length:
        items[length:] = [0] * (length - len(items))
    return items


def bytearray_from(source):
    return bytearray(items_for_array(source))


def array_from(array, typecode, source):
    return array(typecode, items_for_array(source))


# Of long values, in steps. What they work on and what they have made is in `state`.


def in_steps(work, args):
    state = [bytearray(), 0, 0]
    while True:
        result = _step(work, args, state)
        if result is not None:
            return result


def after_steps(work, args, answer):
    in_steps(work, args)
    return answer


def packed_array(array, typecode, work, args):
    return array(typecode, in_steps(work, args))


def replace_in_steps(text, old, new, limit):
    count = text.count(old)
    if not count:
        return text
    _replace_room(text, old, new, limit, count)
    state = [bytearray(), 0, 0]
    while not _replace_some(text, old, new, limit, state):
        pass
    return _text_like(text, state[0])


# A tuple in a tuple is refused, in the words of any method.
def no_tuple(affix):
    if type(affix) is tuple:
        "".find(affix)
    return affix


def starts_with_any(text, prefixes, bounds):
    for prefix in prefixes:
        if text.startswith(no_tuple(prefix), *bounds):
            return True
    return False


def ends_with_any(text, suffixes, bounds):
    for suffix in suffixes:
        if text.endswith(no_tuple(suffix), *bounds):
            return True
    return False


def join_in_steps(separator, items):
    state = [bytearray(), 0]
    while not _join_some(separator, items, state):
        pass
    return _text_like(separator, state[0])


def parts_in_steps(text, separator, way, limit):
    state = [[], None, limit]
    while not _part_some(text, separator, way, state):
        pass
    if way < 0:
        state[0].reverse()
    return state[0]


def converted(v, how):
    if how == 0:
        return str_value(v)
    if how == 1:
        return repr_value(v)
    if how == 2:
        return int(v)
    return float(v)


# `_format` and `_percent` go on from the piece of the template that they came to: a tuple asks for
# a conversion that this piece needs, `None` to be called again, anything else is the text.
def format_text(template, args, keywords):
    state = [bytearray(), 0, 0]
    answers = []
    while True:
        text = _format(template, args, keywords, state, answers)
        if type(text) is tuple:
            answers.append(converted(*text))
        elif text is not None:
            return text


def percent_text(pattern, argument):
    state = [bytearray(), 0, 0]
    answers = []
    while True:
        text = _percent(pattern, argument, state, answers)
        if type(text) is tuple:
            answers.append(converted(*text))
        elif text is not None:
            return text
