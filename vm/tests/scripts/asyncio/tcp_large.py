# More bytes than a connection holds, in both directions.
try:
    import socket
except ImportError:
    print("SKIP")
    raise SystemExit
import asyncio

SIZE = 300_000


async def handle(reader, writer):
    data = await reader.readexactly(SIZE)
    print(len(data), data[:3], data[-3:])
    writer.write(data)
    await writer.drain()
    writer.close()
    await writer.wait_closed()


async def main():
    async with await asyncio.start_server(handle, "127.0.0.1", 18151):
        reader, writer = await asyncio.open_connection("127.0.0.1", 18151)
        writer.write(b"0123456789" * (SIZE // 10))
        await writer.drain()
        data = await reader.read(-1)
        print(len(data), data[:3], data[-3:])
        try:
            await reader.readexactly(1)
        except EOFError:
            print("EOFError")
        writer.close()
        await writer.wait_closed()


asyncio.run(main())
