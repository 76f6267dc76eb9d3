# A slice with a step is not stored to, whatever is to go there.
for value in (range(3), "ab", (1, 2), 5, b"a", [1]):
    for step in (2, -1):
        try:
            x = [1, 2, 3, 4]
            x[::step] = value
        except NotImplementedError:
            print(step, "NotImplementedError")
    try:
        x[::1] = value
        print(x)
    except TypeError as e:
        print(e)
