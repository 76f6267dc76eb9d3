# `raise … from None` warns of nothing; what is raised is the same.
try:
    raise ValueError("a") from None
except ValueError as error:
    print(error)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError("b") from None
except KeyError as error:
    print(repr(error))
