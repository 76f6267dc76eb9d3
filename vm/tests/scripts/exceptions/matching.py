# except clauses: order, tuples, bases, expressions, no clause that fits.

def classify(make):
    try:
        raise make()
    except (KeyError, IndexError) as error:
        return "key or index", type(error).__name__
    except LookupError:
        return "lookup"
    except ZeroDivisionError:
        return "zero"
    except ArithmeticError:
        return "arithmetic"
    except OSError:
        return "os"
    except Exception:
        return "exception"
    except:
        return "anything"


for make in (KeyError, IndexError, LookupError, ZeroDivisionError, OverflowError, OSError, ValueError, KeyboardInterrupt, SystemExit, GeneratorExit):
    print(make.__name__, classify(make))


def computed():
    print("computed")
    return (ValueError, TypeError)


try:
    int("x")
except computed() as error:
    print("caught", error)
try:
    try:
        raise KeyError("k")
    except ():
        print("never")
except KeyError as error:
    print("not caught by ()", error)
for bad in (5, "text", None, [ValueError]):
    try:
        try:
            raise ValueError("v")
        except bad:
            print("matched")
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    pass
except undefined_name:
    print("never")
else:
    print("names of clauses are only looked up when needed")
try:
    try:
        1 / 0
    except undefined_name:
        pass
except NameError as error:
    print("NameError", error)
