# Event and ThreadSafeFlag: waiting, setting before and after, clearing, cancelling who waits.
try:
    import asyncio

    asyncio.run
except (ImportError, AttributeError):
    print("SKIP")
    raise SystemExit

import micropython


async def waiter(event, name):
    print(name, "waits")
    print(name, await event.wait())


async def main():
    event = asyncio.Event()
    print(event.is_set())
    for name in "abc":
        asyncio.create_task(waiter(event, name))
    await asyncio.sleep_ms(1)
    cancelled = asyncio.create_task(waiter(event, "d"))
    await asyncio.sleep_ms(1)
    cancelled.cancel()
    event.set()
    print("set", event.is_set())
    await asyncio.sleep_ms(1)
    await waiter(event, "e")
    event.clear()
    print(event.is_set())
    try:
        await asyncio.wait_for_ms(event.wait(), 3)
    except asyncio.TimeoutError:
        print("nobody set it")

    flag = asyncio.ThreadSafeFlag()
    flag.set()
    await flag.wait()
    print("flag was set")
    later = asyncio.create_task(waiter(flag, "f"))
    await asyncio.sleep_ms(1)
    micropython.schedule(lambda _: flag.set(), None)
    await later
    flag.set()
    flag.clear()
    try:
        await asyncio.wait_for_ms(flag.wait(), 3)
    except asyncio.TimeoutError:
        print("flag was cleared")


asyncio.run(main())
