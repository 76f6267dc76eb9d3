# The names of a property's functions: they all have one, which is empty.
for keywords in ({}, {"": 1}, {"": 1, "b": 2}, {"fget": 1}, {"": 1, "b": 2, "c": 3, "d": 4}):
    try:
        print(type(property(**keywords)).__name__)
    except TypeError as error:
        print("TypeError", error)


class Both:
    a = property(**{"": lambda self: "all"})
    b = property(lambda self: "place", **{"": None})


print(Both().a, Both().b)
