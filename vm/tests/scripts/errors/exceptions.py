# Exceptions: matching, else, finally, re-raising, arguments, classes of one's own.


class Custom(Exception):
    pass


def attempt(action):
    try:
        action()
    except (KeyError, IndexError) as error:
        print("lookup", type(error).__name__, error)
    except Custom as error:
        print("custom", error.args)
    except Exception as error:
        print(type(error).__name__, error)
    else:
        print("fine")
    finally:
        print("finally")


def raiser(error):
    def action():
        raise error

    return action


attempt(lambda: None)
attempt(lambda: {}["a"])
attempt(lambda: [][3])
attempt(lambda: 1 // 0)
attempt(lambda: int("x"))
attempt(lambda: None + 1)
attempt(lambda: undefined)
attempt(lambda: "abc".missing)
attempt(lambda: 3())
attempt(lambda: len(3))
attempt(raiser(Custom(1, "two")))
attempt(raiser(Custom))


def nested():
    try:
        try:
            raise ValueError("first")
        finally:
            print("inner finally")
    except ValueError:
        try:
            raise
        except ValueError as error:
            return "again: %s" % error


print(nested())
try:
    assert 1 == 2, "not equal"
except AssertionError as error:
    print("assert", error)
print(repr(ValueError("a", 1)), ValueError("x").args, isinstance(KeyError(), LookupError))
