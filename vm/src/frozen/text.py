# Text from what only Python can show or iterate over.


def join_items(separator, items):
    return separator.join([item for item in items])


def bytes_from(source):
    return bytes([item for item in source])


def bytearray_from(source):
    return bytearray([item for item in source])


def array_from(array, typecode, source):
    return array(typecode, [item for item in source])


def converted(v, how):
    if how == 0:
        return str_value(v)
    if how == 1:
        return repr_value(v)
    if how == 2:
        return int(v)
    return float(v)


# `_format` and `_percent` begin anew each time, with one more answer at hand: a tuple asks for the
# next one, anything else is the text.
def format_text(template, args, keywords):
    answers = []
    while True:
        text = _format(template, args, keywords, answers)
        if type(text) is not tuple:
            return text
        answers.append(converted(*text))


def percent_text(pattern, argument):
    answers = []
    while True:
        text = _percent(pattern, argument, answers)
        if type(text) is not tuple:
            return text
        answers.append(converted(*text))
