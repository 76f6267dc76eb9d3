# A package that gives names when they are asked for.
eager = 1


def __getattr__(name):
    print("asked for", name)
    if name == "late":
        return "came late"
    if name == "forwarded":
        from . import inner

        return inner.value
    raise AttributeError(name)
