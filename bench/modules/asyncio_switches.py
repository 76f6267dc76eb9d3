# asyncio: a million switches between tasks that sleep for no time.

import asyncio


async def spin(n):
    for _ in range(n):
        await asyncio.sleep_ms(0)


async def main():
    await asyncio.gather(*[spin(100_000) for _ in range(10)])


asyncio.run(main())
print("done")
