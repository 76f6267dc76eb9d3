# asyncio: tasks that wait for events, locks and each other.

import asyncio


class Channel:
    def __init__(self):
        self.items = []
        self.event = asyncio.Event()

    def put(self, item):
        self.items.append(item)
        self.event.set()

    async def get(self):
        while not self.items:
            self.event.clear()
            await self.event.wait()
        return self.items.pop(0)


async def produce(channel, n):
    for i in range(n):
        channel.put(i)
        if i % 3 == 0:
            await asyncio.sleep_ms(0)
    channel.put(None)


async def consume(channel, lock, counts):
    while True:
        item = await channel.get()
        if item is None:
            return
        async with lock:
            counts["items"] += 1
            counts["sum"] += item
            await asyncio.sleep_ms(0)


async def square(n):
    return n * n


async def main():
    counts = {"items": 0, "sum": 0}
    lock = asyncio.Lock()
    tasks = []
    for _ in range(4):
        channel = Channel()
        tasks.append(asyncio.create_task(produce(channel, 2000)))
        tasks.append(asyncio.create_task(consume(channel, lock, counts)))
    await asyncio.gather(*tasks)
    total = 0
    for i in range(2000):
        total += await square(i)
        task = asyncio.create_task(square(i))
        total += await task
    print(counts["items"], counts["sum"], total)


if not hasattr(asyncio, "sleep_ms"):
    print("SKIP")
elif hasattr(asyncio, "run"):
    asyncio.run(main())
else:
    # MicroPython in a page has the page's event loop, and this is one turn of it.
    asyncio.create_task(main())
    asyncio.core._run_iter()
