# A sequence of a derived class is repeated from its own side only.
for base, value in ((list, [1]), (tuple, [1]), (str, "a"), (bytes, b"a")):

    class Derived(base):
        pass

    print(Derived(value) * 2)
    try:
        2 * Derived(value)
    except TypeError as e:
        print(e)


class Number(int):
    pass


for f in (bin, hex, oct):
    try:
        print(f(Number(5)))
    except ValueError as e:
        print(e)
# Nor where it is a bool that repeats.
class Words(list):
    pass


try:
    print(True * Words([1]))
except TypeError as e:
    print(e)
