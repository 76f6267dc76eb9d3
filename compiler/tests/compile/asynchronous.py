# Coroutines, and template strings.
async def main(queue):
    async with queue as q, lock:
        async for item in q:
            if item:
                continue
            await handle(item, await item)
            break
        else:
            return await q.done()
    t = t"{queue!r:>{item}} and {item=}"
    return t


@decorate
async def other():
    return (await main(1))[0]
