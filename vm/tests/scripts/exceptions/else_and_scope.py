# else clauses, the name of an exception after its clause, nested handlers.

try:
    x = 1
except ValueError:
    print("never")
else:
    print("else", x)
try:
    try:
        pass
    except ValueError:
        pass
    else:
        raise KeyError("from else")
except KeyError as error:
    print("KeyError", error)
try:
    raise ValueError("v")
except ValueError as name:
    inside = name
try:
    print(name)
except NameError as error:
    print("NameError", error)
print(inside)


def local():
    try:
        raise ValueError("v")
    except ValueError as e:
        pass
    try:
        return e
    except NameError as error:
        return "NameError", str(error)


print(local())


def handler_raises():
    try:
        raise ValueError("one")
    except ValueError as e:
        try:
            raise KeyError("two")
        except KeyError as e2:
            print(e, e2)
        print(e)


handler_raises()
results = []
for value in ("1", "x", None, "3"):
    try:
        n = int(value)
    except ValueError:
        results.append("bad")
    except TypeError:
        results.append("type")
    else:
        results.append(n)
print(results)
