# Bytes name keyword arguments, and stand between printed values.
def f(**named):
    return sorted(named.items())


def g(a=1, b=2):
    return a, b


print(f(**{b"a": 1}), g(**{b"b": 5}), dict(**{b"k": 1}))
for name in (1, None):
    try:
        f(**{name: 1})
    except TypeError as e:
        print(e)
print(1, 2, sep=b"-", end=b"!\n")
print(1, 2, sep=b"")
for wrong in (1, None, bytearray(b"-")):
    try:
        print(1, 2, sep=wrong)
    except TypeError as e:
        print(e)
    try:
        print(1, 2, end=wrong)
    except TypeError as e:
        print(e)
