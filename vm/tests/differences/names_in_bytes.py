# The name of a keyword may be given in bytes only if these are UTF-8.
# Cause: a name is a string here; MicroPython takes whatever bytes there are for one.
# Workaround: decode the bytes first.
def f(**names):
    return len(names)


try:
    print(f(**{b"\xff": 1}))
except TypeError as e:
    print(e)
