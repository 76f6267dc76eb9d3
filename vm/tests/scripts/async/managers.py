# async with: enter, exit, exceptions, return and break inside.

class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    async def __aenter__(self):
        print("enter", self.name)
        return self.name

    async def __aexit__(self, kind, value, traceback):
        print("exit", self.name, kind and kind.__name__, value)
        return self.swallow


def run(c):
    try:
        while True:
            c.send(None)
    except StopIteration as error:
        return error.value


async def plain():
    async with Manager("a") as x:
        print("body", x)
    return "done"


async def swallowed():
    async with Manager("a", True):
        raise ValueError("gone")
    return "after"


async def passes():
    async with Manager("a"):
        raise ValueError("passes")


async def two():
    async with Manager("a") as x, Manager("b", True) as y:
        raise KeyError(x + y)
    return "after two"


async def returns():
    async with Manager("a"):
        return "from inside"


async def loops():
    for i in range(3):
        async with Manager(i):
            if i == 0:
                continue
            break
    return i


async def nested():
    async with Manager("outer"):
        async with Manager("inner", True):
            raise OSError(1)
        try:
            async with Manager("third"):
                raise ValueError("v")
        except ValueError as error:
            print("caught", error)


for work in (plain, swallowed, two, returns, loops, nested):
    print(run(work()))
try:
    run(passes())
except ValueError as error:
    print("ValueError", error)
