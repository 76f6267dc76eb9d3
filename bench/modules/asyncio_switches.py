# asyncio: a million switches between tasks that sleep for no time.

import asyncio


async def spin(n):
    for _ in range(n):
        await asyncio.sleep_ms(0)


async def main():
    await asyncio.gather(*[spin(100_000) for _ in range(10)])
    print("done")


if not hasattr(asyncio, "sleep_ms"):
    print("SKIP")
elif hasattr(asyncio, "run"):
    asyncio.run(main())
else:
    # MicroPython in a page has the page's event loop, and this is one turn of it.
    asyncio.create_task(main())
    asyncio.core._run_iter()
