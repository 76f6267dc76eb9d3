# wait_for and wait_for_ms: results, errors, time-outs, and cancelling from outside.
try:
    import asyncio

    asyncio.run
except (ImportError, AttributeError):
    print("SKIP")
    raise SystemExit

async def work(ms, result):
    try:
        await asyncio.sleep_ms(ms)
    except asyncio.CancelledError:
        print("work cancelled")
        raise
    if isinstance(result, Exception):
        raise result
    return result


async def stubborn():
    try:
        await asyncio.sleep_ms(50)
    except asyncio.CancelledError:
        print("ignored")
    return "late"


async def nested():
    try:
        await asyncio.wait_for_ms(work(100, "inner"), 60)
    except asyncio.TimeoutError:
        print("inner time-out")


async def main():
    print(await asyncio.wait_for(work(1, "quick"), 1))
    print(await asyncio.wait_for(work(1, "forever"), None))
    try:
        await asyncio.wait_for(work(1, ValueError("oops")), 1)
    except ValueError as error:
        print("ValueError", error)
    try:
        await asyncio.wait_for_ms(work(100, "slow"), 5)
    except asyncio.TimeoutError as error:
        print("TimeoutError", error.args)
    try:
        await asyncio.wait_for_ms(stubborn(), 5)
    except asyncio.TimeoutError:
        print("still a time-out")
    try:
        await asyncio.wait_for_ms(nested(), 20)
    except asyncio.TimeoutError:
        print("outer time-out")
    task = asyncio.create_task(asyncio.wait_for_ms(work(100, "never"), 1000))
    await asyncio.sleep_ms(2)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError as error:
        print("cancelled from outside", error.args)
    await asyncio.sleep_ms(5)
    task = asyncio.create_task(work(2, "a task"))
    print(await asyncio.wait_for(task, 1), task.done())
    try:
        print(await asyncio.wait_for_ms(work(10, "zero"), 0))
    except asyncio.TimeoutError:
        print("at once")


asyncio.run(main())
