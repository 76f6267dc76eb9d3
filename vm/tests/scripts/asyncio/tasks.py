# Tasks: when they begin, how they end, what waiting for them gives.
try:
    import asyncio

    asyncio.run
except (ImportError, AttributeError):
    print("SKIP")
    raise SystemExit

async def add(a, b):
    print("add begins")
    await asyncio.sleep_ms(1)
    return a + b


async def fails():
    await asyncio.sleep_ms(2)
    raise ValueError("inside")


async def main():
    task = asyncio.create_task(add(1, 2))
    print("created", task.done(), type(task).__name__)
    print(await task, task.done())
    # Waiting again gives the same.
    print(await task)
    task = asyncio.create_task(fails())
    try:
        await task
    except ValueError as error:
        print("caught", error.args, task.done())
    try:
        await task
    except ValueError as error:
        print("again", error.args)
    print(asyncio.current_task() is asyncio.core.cur_task, task.coro is not None)
    # Several wait for one task, and go on in the order in which they came.
    slow = asyncio.create_task(asyncio.sleep_ms.__class__ and add(3, 4))

    async def waiter(name):
        print(name, await slow)

    await asyncio.gather(waiter("a"), waiter("b"), waiter("c"))
    return "end of main"


print(asyncio.run(main()))
try:
    asyncio.current_task()
except RuntimeError as error:
    print("RuntimeError", error)
for wrong in (1, "x", None, asyncio.sleep):
    try:
        asyncio.create_task(wrong)
    except TypeError as error:
        print("TypeError", error)
try:
    asyncio.run(fails())
except ValueError as error:
    print("from run", error)
# A loop starts over after an error.
asyncio.new_event_loop()
print(asyncio.run(add(5, 6)))
