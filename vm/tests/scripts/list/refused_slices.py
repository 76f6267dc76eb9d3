# Bounds and steps are refused before what is to be stored there, and arguments before their number.


def attempt(f):
    try:
        f()
        print("works")
    except (TypeError, ValueError, NotImplementedError) as e:
        print(type(e), e)


def store(index, value):
    [1, 2, 3][index] = value


attempt(lambda: store(slice(None, 0.5), range(2)))
attempt(lambda: store(slice(None, 0.5, 2), range(2)))
attempt(lambda: store(slice(None, None, 2), range(2)))
attempt(lambda: store(slice(0, 1), range(2)))
attempt(lambda: store(slice("a", 1), []))
attempt(lambda: store(slice(0, 2), []))
attempt(lambda: enumerate(2, [], 1))
attempt(lambda: enumerate([], 1, 2))
attempt(lambda: enumerate([], "a"))
attempt(lambda: enumerate(3, 1))
