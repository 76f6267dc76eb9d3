# async def, await and a scheduler by hand.

class Pause:
    def __init__(self, value):
        self.value = value

    def __iter__(self):
        got = yield self.value
        return got

    __await__ = __iter__


async def leaf(n):
    print("leaf", n)
    got = await Pause(n)
    print("leaf got", got)
    return n * 2


async def parent():
    a = await leaf(1)
    b = await leaf(2)
    return a + b


def run(coroutine, answers):
    sent = None
    try:
        while True:
            paused = coroutine.send(sent)
            print("paused with", paused)
            sent = answers.pop(0)
    except StopIteration as error:
        return error.value


print(run(parent(), ["x", "y"]))


async def none():
    pass


async def raises():
    raise ValueError("inside")


async def catches():
    try:
        await raises()
    except ValueError as error:
        return "caught " + str(error)


print(run(none(), []), run(catches(), []))
try:
    run(raises(), [])
except ValueError as error:
    print("ValueError", error)


class Service:
    def __init__(self):
        self.n = 0

    async def step(self):
        self.n += 1
        return await leaf(self.n)


async def uses():
    s = Service()
    return [await s.step(), await s.step()]


print(run(uses(), [1, 2]))
c = none()
print(type(c), hasattr(c, "send"), hasattr(c, "throw"), hasattr(c, "close"))
c = parent()
c.send(None)
print(c.close())
c = parent()
c.send(None)
try:
    c.throw(KeyError("thrown"))
except KeyError as error:
    print("KeyError", error)


async def bad():
    await 5


try:
    run(bad(), [])
except TypeError as error:
    print("TypeError", error)


async def conditional(x):
    return (await leaf(1) if x else 0) + (await none() or 5)


print(run(conditional(True), ["a"]), run(conditional(False), []))
