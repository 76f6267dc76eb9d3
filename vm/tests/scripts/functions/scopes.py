# global, local, built-in names; shadowing; what decides which is meant.

x = "global"


def reads():
    return x


def writes():
    global x
    x = "written"


def shadows():
    x = "local"
    return x


print(reads(), shadows(), x)
writes()
print(x, reads())


def makes():
    global made
    made = 5


makes()
print(made)


def nested():
    x = "outer"

    def inner():
        global x
        return x

    return inner(), x


print(nested())
len_before = len


def shadow_builtin():
    len = lambda v: "mine"
    return len([])


print(shadow_builtin(), len([1]))
len = lambda v: "module's"
print(len([1]))
del len
print(len([1]))
try:
    del len
except (NameError, KeyError) as error:
    print(type(error).__name__, error)


def conditional(flag):
    if flag:
        y = 1
    return y


print(conditional(True))
try:
    conditional(False)
except NameError as error:
    print(type(error).__name__, error)


def loop_variable():
    for i in range(3):
        pass
    return i


print(loop_variable())
for x in range(2):
    pass
print(x)


class C:
    x = "class"

    def method(self):
        return x


print(C().method(), C.x)


def parameter(x):
    x += 1
    return x


print(parameter(5), x)


def unpacks():
    global p, q
    p, (q, r) = 1, (2, 3)
    return r


print(unpacks(), p, q)
