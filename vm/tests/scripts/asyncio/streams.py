# Streams over objects in Python: reading in pieces, lines, exactly; writing what is taken in part.
try:
    import asyncio

    asyncio.run
except (ImportError, AttributeError):
    print("SKIP")
    raise SystemExit

import io


class Pipe(io.IOBase):
    def __init__(self, takes):
        # What comes together, however late it is read; an empty part is the end.
        self.parts = []
        self.takes = takes

    def ioctl(self, request, flags):
        if request != 3:
            return -1
        return flags & (5 if self.parts else 4)

    def take(self, n):
        if not self.parts:
            return None
        part = self.parts.pop(0)
        if part[n:]:
            self.parts.insert(0, part[n:])
        return part[:n]

    def read(self, n=-1):
        return self.take(4 if n < 0 else min(n, 4))

    def readline(self):
        part = self.parts[0]
        return self.take(part.find(b"\n") + 1 or len(part))

    def readinto(self, buffer):
        part = self.read(len(buffer))
        buffer[: len(part)] = part
        return len(part)

    def write(self, data):
        if self.takes is None:
            self.takes = 3
            return None
        n = min(self.takes, len(data))
        print("write", bytes(data[:n]))
        return n

    def close(self):
        print("close")


async def feed(pipe, *parts):
    for part in parts:
        await asyncio.sleep_ms(2)
        pipe.parts.append(part)


async def main():
    pipe = Pipe(100)
    stream = asyncio.StreamReader(pipe, {"peername": "nobody"})
    print(stream.get_extra_info("peername"), asyncio.StreamReader is asyncio.StreamWriter)
    asyncio.create_task(feed(pipe, b"ab", b"cdefgh", b"ijk\nlm", b"n\n"))
    print(await stream.read(10))
    print(await stream.readexactly(7))
    print(await stream.readline())
    print(await stream.readline())
    asyncio.create_task(feed(pipe, b"0123", b"4567", b""))
    buffer = bytearray(3)
    print(await stream.readinto(buffer), buffer)
    print(await stream.read())
    asyncio.create_task(feed(pipe, b"xy", b""))
    try:
        await stream.readexactly(5)
    except EOFError:
        print("EOFError")
    asyncio.create_task(feed(pipe, b"no end", b""))
    print(await stream.readline())

    stream.write(b"all at once")
    await stream.drain()
    slow = Pipe(None)
    stream = asyncio.StreamWriter(slow)
    stream.write(b"refused first")
    print(stream.out_buf)
    stream.write(b", then more")
    await stream.drain()
    print(stream.out_buf)
    slow.takes = 5
    await stream.awrite(b"in two parts", 3, 8)
    stream.close()
    await stream.wait_closed()
    await stream.aclose()


asyncio.run(main())
