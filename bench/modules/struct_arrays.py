# struct: formats with many items, and fields of fixed headers.

import struct

samples = list(range(-128, 128))
total = 0
for i in range(400):
    packed = struct.pack("<256h", *samples)
    total += struct.unpack("<256h", packed)[i & 255]
    packed = struct.pack(">64f", *samples[:64])
    total += int(struct.unpack(">64f", packed)[i & 63])
header = struct.pack("<4sHHI8s", b"DATA", 1, 2, 3, b"12345678")
for i in range(10000):
    magic, major, minor, size, name = struct.unpack_from("<4sHHI8s", header, 0)
    total += len(magic) + major + minor + size + len(name)
print(total)
