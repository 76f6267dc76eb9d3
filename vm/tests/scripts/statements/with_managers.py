# with: enter, exit, swallowing, several managers, errors in them.

class M:
    def __init__(self, name, swallow=False, fail=None):
        self.name, self.swallow, self.fail = name, swallow, fail

    def __enter__(self):
        print("enter", self.name)
        if self.fail == "enter":
            raise ValueError("in enter")
        return self.name

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind and kind.__name__, value)
        if self.fail == "exit":
            raise KeyError("in exit")
        return self.swallow


def t(work):
    try:
        print("->", work())
    except Exception as error:
        print(type(error).__name__, error)


def plain():
    with M("a") as x:
        return x


def swallowed():
    with M("a", True):
        raise ValueError("gone")
    return "after"


def passed():
    with M("a"):
        raise ValueError("passes")


def two():
    with M("a") as x, M("b", True) as y:
        raise ValueError(x + y)
    return "after two"


def enter_fails():
    with M("a"), M("b", fail="enter"):
        print("never")


def exit_fails():
    with M("a", fail="exit"):
        raise ValueError("first")


def exit_fails_alone():
    with M("a", True), M("b", fail="exit"):
        pass
    return "swallowed"


def loops():
    out = []
    for i in range(3):
        with M(i):
            if i == 0:
                continue
            if i == 1:
                break
    return out


def nested():
    with M("outer"):
        with M("inner", True):
            raise OSError(1)
        print("between")
    return "done"


for work in (plain, swallowed, passed, two, enter_fails, exit_fails, exit_fails_alone, loops, nested):
    t(work)


class NoExit:
    def __enter__(self):
        print("never")


class NoEnter:
    def __exit__(self, *args):
        print("never")


def bad(manager):
    with manager:
        print("never")


for manager in (NoExit(), NoEnter(), 5, None):
    try:
        bad(manager)
    except AttributeError as error:
        print("AttributeError", error)
with M("targets") as (a, *b):
    print(a, b)


class G:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.closed = True


def generator():
    with M("in generator"):
        yield 1
        yield 2


g = generator()
next(g)
g.close()
print(list(generator()))
