# struct: packets built in a buffer and taken apart again, registers of sensors, a checksum.

import struct

buffer = bytearray(64)
view = memoryview(buffer)


def send(kind, sequence, readings):
    struct.pack_into(">BBHI", buffer, 0, 0x7E, kind, sequence & 0xFFFF, sequence * 10)
    at = 8
    for channel, reading in readings:
        struct.pack_into(">Bhf", buffer, at, channel, reading, reading / 16)
        at += 7
    struct.pack_into(">H", buffer, at, sum(view[:at]) & 0xFFFF)
    return at + 2


def receive(size):
    start, kind, sequence, time = struct.unpack_from(">BBHI", buffer)
    (check,) = struct.unpack_from(">H", buffer, size - 2)
    total = kind + sequence + time + check
    for at in range(8, size - 2, 7):
        channel, raw, scaled = struct.unpack_from(">Bhf", buffer, at)
        total += channel + raw + int(scaled)
    return total


total = 0
for i in range(5000):
    readings = [(1, i - 500), (2, -i), (3, i & 1023)]
    total += receive(send(i & 7, i, readings))
    # What the registers of an accelerometer, of a barometer and of a clock hold.
    x, y, z = struct.unpack("<hhh", b"\x10\x00\xf0\xff\x00\x40")
    total += x + y + z
    (pressure,) = struct.unpack(">I", b"\x00" + bytes([i & 255, 2, 3]))
    total += pressure
    total += struct.pack("<I", i)[0] + len(struct.pack("B", i & 255))
print(total)
