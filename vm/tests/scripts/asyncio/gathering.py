# gather: results in order, errors raised or returned, tasks that ended before, cancelling.
try:
    import asyncio

    asyncio.run
except (ImportError, AttributeError):
    print("SKIP")
    raise SystemExit

async def factor(n, ms):
    await asyncio.sleep_ms(ms)
    print("factor", n)
    if n < 0:
        raise ValueError(n)
    return n * 10


async def main():
    print(await asyncio.gather())
    print(await asyncio.gather(factor(1, 6), factor(2, 3), factor(3, 9)))
    try:
        print(await asyncio.gather(factor(1, 2), factor(-1, 4), factor(2, 6)))
    except ValueError as error:
        print("raised", error.args)
    # The others go on.
    await asyncio.sleep_ms(10)
    print(await asyncio.gather(factor(1, 2), factor(-1, 4), return_exceptions=True))
    # Tasks that have ended already.
    good = asyncio.create_task(factor(4, 0))
    bad = asyncio.create_task(factor(-4, 0))
    try:
        await bad
    except ValueError:
        print("bad has ended")
    print(await asyncio.gather(good, factor(5, 1)))
    print(await asyncio.gather(good, bad, return_exceptions=True))
    try:
        await asyncio.gather(factor(6, 1), bad)
    except ValueError as error:
        print("raised at once", error.args)
    await asyncio.sleep_ms(5)
    # A gather that is cancelled cancels its tasks.
    both = asyncio.create_task(sleepers())
    await asyncio.sleep_ms(2)
    both.cancel()
    try:
        await both
    except asyncio.CancelledError:
        print("gather cancelled")
    # One that somebody else waits for.
    task = asyncio.create_task(factor(7, 5))

    async def waits():
        await task

    waiting = asyncio.create_task(waits())
    await asyncio.sleep_ms(1)
    try:
        await asyncio.gather(task)
    except RuntimeError as error:
        print("RuntimeError", error)
    await waiting


async def sleeper(n):
    try:
        await asyncio.sleep_ms(1000)
    except asyncio.CancelledError:
        print("sleeper", n, "cancelled")
        raise


async def sleepers():
    await asyncio.gather(sleeper(1), sleeper(2))


asyncio.run(main())
