# `OrderedDict` of a set in braces iterates over the set, as a `dict` does not.
# Cause: MicroPython's compiler takes these braces for those of a dict, makes an `OrderedDict` and puts the set
# in its place or calls it, by what stands around. Here the call is made as it is written.
# Workaround: give a dict in braces, or a list of pairs.
from collections import OrderedDict


def keys():
    return [y for y in OrderedDict({("a", 1)})]


try:
    print(keys())
except TypeError as e:
    print(e)
