# What happens to errors that nobody asks for, and the methods of the loop.
try:
    import asyncio

    asyncio.run
except (ImportError, AttributeError):
    print("SKIP")
    raise SystemExit

async def fails(what):
    raise ValueError(what)


async def main():
    loop = asyncio.get_event_loop()
    print(loop.get_exception_handler())

    def handler(loop, context):
        print("handler", context["message"], repr(context["exception"]), sorted(context))

    loop.set_exception_handler(handler)
    print(loop.get_exception_handler() is handler)
    asyncio.create_task(fails("first"))
    await asyncio.sleep_ms(2)
    # Asked for in time: no handler.
    task = asyncio.create_task(fails("second"))
    await asyncio.sleep_ms(0)
    try:
        await task
    except ValueError as error:
        print("asked", error)
    loop.set_exception_handler(None)
    loop.call_exception_handler({"message": "by hand", "exception": None, "future": task})
    await asyncio.sleep_ms(1)
    print("end")


loop = asyncio.get_event_loop()
print(loop.run_until_complete(fails.__class__ and main()))


async def stops():
    await asyncio.sleep_ms(2)
    print("stopping")
    asyncio.get_event_loop().stop()
    asyncio.get_event_loop().stop()


loop.create_task(stops())
loop.run_forever()
print("stopped")
print(loop.close())
