# Lock: who gets it in which order, cancelling who waits, releasing what is free.
try:
    import asyncio

    asyncio.run
except (ImportError, AttributeError):
    print("SKIP")
    raise SystemExit

async def user(lock, name, ms):
    print(name, "wants")
    async with lock:
        print(name, "has", lock.locked())
        await asyncio.sleep_ms(ms)
    print(name, "gave")


async def main():
    lock = asyncio.Lock()
    print(lock.locked())
    try:
        lock.release()
    except RuntimeError as error:
        print("RuntimeError", error)
    tasks = [asyncio.create_task(user(lock, name, 40)) for name in "abcd"]
    await asyncio.sleep_ms(1)
    tasks[2].cancel()
    try:
        await tasks[2]
    except asyncio.CancelledError:
        print("c gave up")
    await tasks[3]
    print(lock.locked())
    # Cancelled when it is about to get the lock: the next one gets it.
    await lock.acquire()
    first = asyncio.create_task(user(lock, "first", 0))
    second = asyncio.create_task(user(lock, "second", 0))
    await asyncio.sleep_ms(1)
    lock.release()
    first.cancel()
    await second
    try:
        async with lock:
            raise ValueError
    except ValueError:
        print("free again", not lock.locked())


asyncio.run(main())
