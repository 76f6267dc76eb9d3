# Long numbers as floats, and their hashes.
x = (1 << 20000000) - 1
for i in range(50):
    hash(x)
    x == 1.5
    try:
        x / 3
    except OverflowError:
        pass
    x * 1.0
