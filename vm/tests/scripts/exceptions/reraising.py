# raise without a value, raising again, and what is handled at that time.

def level(n):
    try:
        if n == 0:
            raise ValueError("bottom")
        level(n - 1)
    except ValueError as error:
        print("level", n, error)
        if n < 3:
            raise


level(5)


def convert():
    try:
        {}["k"]
    except KeyError as error:
        raise ValueError("converted " + str(error))


try:
    convert()
except ValueError as error:
    print(error)


def after_handler():
    try:
        raise ValueError("handled")
    except ValueError:
        pass
    raise


try:
    after_handler()
except (RuntimeError, ValueError) as error:
    print(type(error).__name__, error)


def in_finally():
    try:
        raise KeyError("f")
    finally:
        try:
            raise IndexError("inner")
        except IndexError as error:
            print("inner handled", error)


try:
    in_finally()
except KeyError as error:
    print("outer", error)


def loop():
    errors = []
    for k in (ValueError, KeyError, OSError):
        try:
            raise k("x")
        except Exception as error:
            errors.append(error)
    for e in errors:
        try:
            raise e
        except (ValueError, KeyError) as again:
            print(type(again).__name__, again is e)
        except OSError:
            print("OSError")


loop()
kept = None
for i in range(3):
    try:
        if kept:
            raise kept
        raise ValueError(i)
    except ValueError as error:
        kept = error
        print(error.args)
