# finally with return, break, continue, exceptions and generators.

def returns():
    try:
        return "try"
    finally:
        print("finally")


def overrides():
    try:
        return "try"
    finally:
        return "finally"


def swallows():
    try:
        raise ValueError("lost")
    finally:
        return "swallowed"


def replaces():
    try:
        raise ValueError("first")
    finally:
        raise KeyError("second")


print(returns(), overrides(), swallows())
try:
    replaces()
except Exception as error:
    print(type(error).__name__, error)
for i in range(4):
    try:
        if i == 1:
            continue
        if i == 2:
            break
        print("body", i)
    finally:
        print("finally", i)
else:
    print("never")


def loops():
    for i in range(3):
        try:
            for j in range(3):
                try:
                    if j == 1:
                        return i, j
                finally:
                    print("inner", i, j)
        finally:
            print("outer", i)


print(loops())


def all_parts(fail):
    out = []
    try:
        out.append("try")
        if fail:
            raise ValueError
    except ValueError:
        out.append("except")
    else:
        out.append("else")
    finally:
        out.append("finally")
    return out


print(all_parts(False), all_parts(True))


def value_kept():
    x = 1
    try:
        return x
    finally:
        x = 2


print(value_kept())
while True:
    try:
        break
    finally:
        print("broke")


def deep():
    try:
        try:
            try:
                raise ValueError("deep")
            finally:
                print(1)
        finally:
            print(2)
    except ValueError as error:
        print("caught", error)
    finally:
        print(3)


deep()
