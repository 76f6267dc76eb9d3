# A bytearray as a buffer that grows and shrinks: frames of a protocol.

buffer = bytearray()


def feed(data):
    buffer.extend(data)
    frames = []
    while True:
        start = buffer.find(b"\x02")
        if start < 0:
            buffer[:] = b""
            return frames
        if start:
            buffer[:start] = b""
        if len(buffer) < 2 or len(buffer) < buffer[1] + 3:
            return frames
        size = buffer[1]
        body = bytes(buffer[2:2 + size])
        frames.append((body, sum(body) & 0xFF == buffer[2 + size]))
        buffer[:size + 3] = b""


def frame(body):
    return bytes([2, len(body)]) + body + bytes([sum(body) & 0xFF])


stream = b"noise" + frame(b"hello") + frame(b"") + b"??" + frame(b"\x02\x02") + frame(b"bad")[:-1] + b"\x00"
for i in range(0, len(stream), 4):
    got = feed(stream[i:i + 4])
    if got:
        print(got, len(buffer))
print(buffer)
ring = bytearray(8)
head = 0
for b in b"abcdefghijkl":
    ring[head] = b
    head = (head + 1) % len(ring)
print(ring, ring[head:] + ring[:head])
screen = bytearray(16)
for x, y in ((0, 0), (3, 1), (7, 7), (15, 5)):
    screen[x] |= 1 << y
print(screen.hex(), bin(screen[15]), sum(bin(b).count("1") for b in screen))
