# What functions of built-in modules do with users' objects, or for long.

def random_choice(seq):
    return seq[_random_index(len(seq))]


def math_factorial(n):
    return math_product(1, n)


def math_product(low, high):
    # Halves of like size keep the factors of each product about as long as each other.
    if high - low < 16:
        result = low
        while low < high:
            low += 1
            result *= low
        return result
    middle = (low + high) >> 1
    return math_product(low, middle) * math_product(middle + 1, high)


# A user's stream gets bytes until it has taken all of them, or takes none.
def stream_write(stream, data):
    data = memoryview(data)
    while len(data):
        n = stream.write(bytearray(data))
        if n is None or n == 0 or n == -11:
            return
        if n < 0:
            stream_error(stream, -n)
        if n > len(data):
            stream_error(stream, 5)
        data = data[n:]


# The stream may raise an error of its own for the errno.
def stream_error(stream, errno):
    stream.ioctl(12, errno)
    raise OSError(errno)


def stream_write_all(stream, parts):
    for part in parts:
        stream_write(stream, part)


# The next item of a stream, or of what `__getattr__` makes an iterator.
def next_of(iterator):
    return iterator.__next__()


# What a `with` statement calls, where Python code gives it.
def manager_methods(manager):
    leave = manager.__exit__
    return _cell((leave, manager.__enter__))


# `from module import *` of what tells its public names, or is no module.
def import_all(module, namespace):
    try:
        names = module.__all__
    except AttributeError:
        for name, value in module.__dict__.items():
            if not name.startswith("_"):
                _store_name(namespace, name, value)
        return
    if not isinstance(names, (tuple, list)):
        raise TypeError("object '" + _class_name(names) + "' isn't a tuple or list")
    for name in names:
        _store_name(namespace, name, getattr(module, name))


# What `dir()` gives where `__getattr__` has a say: MicroPython asks for each name that it knows.
def dir_by_asking(thing):
    names = []
    for i in range(1, _name_count()):
        name = _name(i)
        if hasattr(thing, name):
            names.append(name)
    return _dir_order(names)
