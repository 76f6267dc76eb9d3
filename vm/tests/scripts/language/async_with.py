# async with: leaving in every way, each with its own arguments to __aexit__.
class Wait:
    def __init__(self, n):
        self.n = n

    def __await__(self):
        for i in range(self.n):
            yield i
        return "waited"

    __iter__ = __await__


class Manager:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow

    async def __aenter__(self):
        print("enter", self.name, await Wait(1))
        return self

    async def __aexit__(self, kind, value, trace):
        print("exit", self.name, kind, value, await Wait(2))
        return self.swallow


def drive(coroutine):
    steps = []
    try:
        while True:
            steps.append(coroutine.send(None))
    except StopIteration as e:
        print("steps", steps, "value", e.value)
    except Exception as e:
        print("steps", steps, "raised", type(e).__name__, e)


async def through():
    async with Manager("a") as a, Manager("b"):
        print("body", a.name)
    return "end"


async def returning():
    async with Manager("r"):
        async with Manager("s"):
            return "from within"


async def looping():
    for i in range(4):
        async with Manager(i):
            if i == 1:
                continue
            if i == 2:
                break
            print("body", i)
    else:
        print("not reached")
    return i


async def raising(swallow):
    async with Manager("x", swallow):
        raise ValueError("inside")
    return "swallowed"


async def finally_too():
    for i in range(3):
        try:
            async with Manager(i):
                if i:
                    return i
        finally:
            print("finally", i)


async def raising_exit():
    class Bad(Manager):
        async def __aexit__(self, *error):
            raise KeyError(self.name)

    try:
        async with Bad("bad"):
            return 1
    except KeyError as e:
        print("caught", e)
    async with Manager("after"):
        raise SystemExit(3)


drive(through())
drive(returning())
drive(looping())
drive(raising(True))
drive(raising(False))
drive(finally_too())
try:
    drive(raising_exit())
except SystemExit as e:
    print("SystemExit", e)
