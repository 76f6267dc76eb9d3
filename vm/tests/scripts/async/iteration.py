# async for, with objects of __aiter__ and __anext__.

class Ticker:
    def __init__(self, n):
        self.n, self.i = n, 0

    def __aiter__(self):
        print("aiter")
        return self

    async def __anext__(self):
        if self.i >= self.n:
            raise StopAsyncIteration
        self.i += 1
        return self.i


def run(c):
    try:
        while True:
            c.send(None)
    except StopIteration as error:
        return error.value


async def all_of():
    out = []
    async for x in Ticker(3):
        out.append(x)
    else:
        out.append("else")
    return out


async def breaks():
    async for x in Ticker(10):
        if x == 2:
            continue
        if x == 4:
            break
        print(x)
    else:
        print("never")
    return x


async def nested():
    return_value = 0
    async for x in Ticker(3):
        async for y in Ticker(x):
            return_value += x * y
    return return_value


async def returns():
    async for x in Ticker(3):
        return x


print(run(all_of()), run(breaks()), run(nested()), run(returns()))


class Raises:
    def __aiter__(self):
        return self

    async def __anext__(self):
        raise ValueError("in anext")


async def fails():
    try:
        async for x in Raises():
            print("never")
    except ValueError as error:
        return str(error)


print(run(fails()))


async def not_async():
    async for x in [1]:
        print("never")


try:
    run(not_async())
except (TypeError, AttributeError) as error:
    print(type(error).__name__, error)
