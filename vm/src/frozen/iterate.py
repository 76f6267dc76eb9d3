# Loops over generators and users' iterators, where the natives for built-in collections stop.


def getitem_iter(obj):
    return getitem_steps(obj.__getitem__, 0)


# A built-in class has a method for items too, which refuses numbers in place of an instance.
def class_items(cls):
    raise TypeError("argument should be a '" + cls.__name__ + "' not a 'int'")
    yield


def getitem_steps(get_item, i):
    while True:
        try:
            item = get_item(i)
        except Exception as e:
            if type(e) is IndexError or type(e) is StopIteration:
                return
            raise
        yield item
        i += 1


def list_from(source):
    return [item for item in source]


# The same of what is asked for its length first.
def list_of_sized(source):
    _word(length_of(source))
    return [item for item in source]


def tuple_from(source):
    return tuple([item for item in source])


# Up to `n` items, as a list.
def take(source, n):
    items = []
    if n:
        for item in source:
            items.append(item)
            if len(items) == n:
                break
    return items


def list_extend(items, source):
    for item in source:
        items.append(item)


# `list += source`, `array += source`
def extend_items(items, source):
    for item in source:
        items.append(item)
    return items


def next_or(iterator, default):
    try:
        return next(iterator)
    except StopIteration:
        return default


def all_from(source):
    for item in source:
        if not item:
            return False
    return True


def all_rest(item, rest):
    return all_from(rest) if item else False


def any_from(source):
    for item in source:
        if item:
            return True
    return False


def any_rest(item, rest):
    return True if item else any_from(rest)


def sum_from(total, source):
    for item in source:
        total = total + item
    return total


def sum_rest(total, item, rest):
    return sum_from(total + item, rest)


def extreme_by(source, key, is_max, *default):
    found = False
    best = best_key = None
    for item in source:
        item_key = key(item)
        if not found or (item_key > best_key if is_max else item_key < best_key) is True:
            found = True
            best = item
            best_key = item_key
    if found:
        return best
    if default:
        return default[0]
    raise ValueError("arg is an empty sequence")


def extreme_from(source, is_max, *default):
    found = False
    best = None
    for item in source:
        if not found or (item > best if is_max else item < best) is True:
            found = True
            best = item
    if found:
        return best
    if default:
        return default[0]
    raise ValueError("arg is an empty sequence")


def extreme_rest(best, item, rest, is_max):
    if (item > best if is_max else item < best) is True:
        best = item
    for item in rest:
        if (item > best if is_max else item < best) is True:
            best = item
    return best


# The classes below get their iterators at once, and only iterate later.


def enumerate_from(source, n):
    return enumerate_steps(iter(source), n)


# The value that ends the source ends the iterator too, which a `for` statement would drop.
def enumerate_steps(source, n):
    while True:
        try:
            item = next(source)
        except StopIteration as e:
            return e.value
        yield n, item
        n += 1


def zip_from(*sources):
    return zip_steps([iter(source) for source in sources])


def zip_steps(sources):
    while True:
        items = []
        for source in sources:
            try:
                items.append(next(source))
            except StopIteration as e:
                return e.value
        yield tuple(items)


def map_from(function, *sources):
    if len(sources) == 1:
        return map_steps(function, iter(sources[0]))
    return map_zipped(function, zip_from(*sources))


# A `StopIteration` out of the function ends the iterator, too.
def map_steps(function, source):
    while True:
        try:
            item = function(next(source))
        except StopIteration as e:
            return e.value
        yield item


def map_zipped(function, source):
    while True:
        try:
            item = function(*next(source))
        except StopIteration as e:
            return e.value
        yield item


def filter_from(function, source):
    return filter_steps(function, iter(source))


def filter_steps(function, source):
    while True:
        try:
            item = next(source)
            wanted = item if function is None else function(item)
        except StopIteration as e:
            return e.value
        if wanted:
            yield item


# Only `__getattr__` may know of a method that turns it round.
def ask_reversed(source):
    return source.__reversed__()


def reversed_from(source):
    return reversed_steps(source, len(source))


def reversed_steps(source, n):
    while n:
        n -= 1
        yield source[n]


# The truth of what has no `__bool__`: only the number 0 says that there is nothing.
def has_length(v):
    n = type(v).__len__(v)
    return type(n) is not int or n != 0
