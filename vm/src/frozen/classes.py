# What making a class calls.


def set_names(cls, pairs):
    for i in range(0, len(pairs), 2):
        pairs[i].__set_name__(cls, pairs[i + 1])
    return cls
