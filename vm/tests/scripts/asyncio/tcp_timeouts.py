# Streams that nothing comes from, and servers that are cancelled.
try:
    import socket
except ImportError:
    print("SKIP")
    raise SystemExit
import asyncio


async def silent(reader, writer):
    await asyncio.sleep(1)


async def main():
    server = await asyncio.start_server(silent, "127.0.0.1", 18152)
    reader, writer = await asyncio.open_connection("127.0.0.1", 18152)
    try:
        await asyncio.wait_for(reader.read(5), 0.1)
    except asyncio.TimeoutError:
        print("timeout")
    task = asyncio.create_task(reader.readline())
    await asyncio.sleep(0.1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")
    server.task.cancel()
    try:
        await server.wait_closed()
    except asyncio.CancelledError:
        print("server cancelled")


asyncio.run(main())
