# Which task runs when: many with the same and other times, some taken out.
try:
    import asyncio

    asyncio.run
except (ImportError, AttributeError):
    print("SKIP")
    raise SystemExit

log = []


async def task(n, ms):
    try:
        for i in range(3):
            log.append(n)
            await asyncio.sleep_ms(ms)
    except asyncio.CancelledError:
        log.append(-n)


async def main(seed):
    tasks = []
    for n in range(1, 40):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        # Far enough apart that no machine is too slow for it.
        tasks.append(asyncio.create_task(task(n, (0, 200, 500, 900)[(seed >> 16) % 4])))
    await asyncio.sleep_ms(100)
    for n in range(0, 39, 5):
        tasks[n].cancel()
    await asyncio.gather(*[t for n, t in enumerate(tasks) if n % 5])


for seed in (1, 77):
    asyncio.run(main(seed))
    print(log)
    log.clear()

# A queue by itself.
queue = asyncio.core.TaskQueue()
print(queue.peek())
try:
    queue.pop()
except IndexError as error:
    print("IndexError", error)
tasks = [asyncio.core.Task(None) for _ in range(60)]
for n, t in enumerate(tasks):
    queue.push(t, n * 7 % 10)
for n in range(3, 60, 4):
    queue.remove(tasks[n])
    queue.remove(tasks[n])
order = []
while queue.peek():
    t = queue.pop()
    order.append((t.ph_key, tasks.index(t)))
print(order)
