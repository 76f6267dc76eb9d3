# Cancelling tasks: asleep, waiting for others, before they began, and those that go on.
try:
    import asyncio

    asyncio.run
except (ImportError, AttributeError):
    print("SKIP")
    raise SystemExit

async def sleeper(name, ms):
    print(name, "begins")
    try:
        await asyncio.sleep_ms(ms)
        print(name, "slept")
    except asyncio.CancelledError as error:
        print(name, "cancelled", error.args)
        raise
    finally:
        print(name, "finally")


async def stubborn():
    while True:
        try:
            await asyncio.sleep_ms(1000)
        except asyncio.CancelledError:
            print("not yet")
            break
    await asyncio.sleep_ms(1)
    return "done after all"


async def outer(name):
    await asyncio.create_task(sleeper(name, 1000))


async def main():
    task = asyncio.create_task(sleeper("a", 1000))
    await asyncio.sleep_ms(1)
    print(task.cancel(), task.done())
    try:
        await task
    except asyncio.CancelledError as error:
        print("seen", error.args, task.done())
    print(task.cancel())
    # Before it began, it never begins.
    task = asyncio.create_task(sleeper("b", 1))
    print(task.cancel())
    try:
        await task
    except asyncio.CancelledError:
        print("b never began")
    # Through the one that it waits for.
    task = asyncio.create_task(outer("c"))
    await asyncio.sleep_ms(1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("outer cancelled")
    task = asyncio.create_task(stubborn())
    await asyncio.sleep_ms(1)
    task.cancel()
    print(await task)
    try:
        asyncio.current_task().cancel()
    except RuntimeError as error:
        print("RuntimeError", error)


asyncio.run(main())
print(issubclass(asyncio.CancelledError, Exception), issubclass(asyncio.TimeoutError, Exception))
