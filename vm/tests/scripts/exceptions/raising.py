# What may be raised, and raise without anything.

def attempt(value):
    try:
        raise value
    except BaseException as error:
        print(type(error).__name__, error)


attempt(ValueError)
attempt(ValueError())
attempt(ValueError("v"))
attempt(5)
attempt(None)
attempt("text")
attempt(int)
attempt(object())
attempt([ValueError])
try:
    raise
except RuntimeError as error:
    print("RuntimeError", error)


class Maker(Exception):
    def __init__(self):
        raise KeyError("while making")


attempt(Maker)


def again():
    try:
        raise ValueError("first")
    except ValueError:
        raise


try:
    again()
except ValueError as error:
    print("again", error)


def nested():
    try:
        raise ValueError("outer")
    except ValueError:
        try:
            raise KeyError("inner")
        except KeyError:
            pass
        raise


try:
    nested()
except Exception as error:
    print(type(error).__name__, error)
try:
    raise ValueError("a") from KeyError("b")
except ValueError as error:
    print("from", error, error.args)
try:
    raise ValueError("a") from None
except ValueError as error:
    print("from None", error)
