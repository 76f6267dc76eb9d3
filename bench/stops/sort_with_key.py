# A sort whose key is slow.
def key(v):
    for i in range(10000):
        v = v * 31 % 1009
    return v


sorted(range(100000), key=key)
