# A server and clients over TCP, in one loop.
try:
    import socket
except ImportError:
    print("SKIP")
    raise SystemExit
import asyncio


async def handle(reader, writer):
    print("from", type(reader.get_extra_info("peername")))
    while True:
        line = await reader.readline()
        print("server", line)
        if not line:
            break
        writer.write(line.upper())
        await writer.drain()
    writer.close()
    await writer.wait_closed()
    print("served")


async def client(number):
    reader, writer = await asyncio.open_connection("127.0.0.1", 18150)
    for text in (b"hello\n", b"again\n"):
        writer.write(text)
        await writer.drain()
        print("client", number, await reader.readline())
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 18150)
    await client(1)
    await client(2)
    await asyncio.sleep_ms(50)
    server.close()
    await server.wait_closed()
    try:
        await client(3)
    except OSError as e:
        print("OSError", e.errno)


asyncio.run(main())
