# Calls with every kind of argument: by position, by name, with defaults, collected and spread.


def plain(a, b, c):
    return a + b - c


def defaults(a, b=3, c=5):
    return a * b + c


def named(a, *, scale, offset=1):
    return a * scale + offset


def collected(*args, **kwargs):
    return len(args) + len(kwargs)


def main(n):
    total = 0
    triple = (1, 2, 3)
    options = {"scale": 2}
    for i in range(n):
        total += plain(i, 1, 2)
        total += defaults(i)
        total += defaults(i, c=2)
        total += named(i, scale=2)
        total += collected(i, i, key=i)
        total += plain(*triple)
        total += named(i, **options)
        total &= 0xFFFFFF
    return total


print(main(60000))
