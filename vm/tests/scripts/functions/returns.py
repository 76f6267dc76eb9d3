# Returning: several values, early, from loops and nested blocks, nothing.

def several():
    return 1, "two", [3]


def early(n):
    if n < 0:
        return "negative"
    for i in range(10):
        if i == n:
            return "found"
        while True:
            if i > 5:
                return "large"
            break
    return "none"


def none():
    return


def implicit():
    5


a, b, c = several()
print(a, b, c, several(), early(-1), early(3), early(100), none(), implicit())


def starred(*args):
    return args + ("end",)


print(starred(1, 2))


def in_with():
    class Manager:
        def __enter__(self):
            print("enter")

        def __exit__(self, *args):
            print("exit", args)

    with Manager():
        return "from with"


print(in_with())


def conditional(x):
    return "yes" if x else "no"


print(conditional(1), conditional([]), [conditional(x) for x in (0, "a")])


def chain():
    return [[lambda: {"k": several}]]


print(chain()[0][0]()["k"]()[1])
