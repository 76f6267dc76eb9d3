# The key function of a sort is called once for each item, in the items' order.
# Cause: MicroPython calls it for every comparison, so that a slow key makes a sort many times slower.
# Workaround: none is needed where the key always gives the same for the same item; else make the
# list of keys first, and sort that.
asked = []


def key(item):
    asked.append(item)
    return -item


print(sorted([1, 2, 3, 4], key=key))
print(asked)
