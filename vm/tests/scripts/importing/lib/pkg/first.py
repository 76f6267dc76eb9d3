# A module that imports its neighbours.
print("first runs as", __name__)
name = "first"


def later():
    from .second import name

    return name
