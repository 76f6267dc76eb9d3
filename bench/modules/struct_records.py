# struct: packing and unpacking records one by one, into buffers and out of them.

import struct

total = 0
for i in range(20000):
    packed = struct.pack("<BHIf", i & 255, i & 65535, i * 7, i * 0.5)
    a, b, c, d = struct.unpack("<BHIf", packed)
    total += a + b + c + int(d)
buffer = bytearray(16 * 64)
for _ in range(200):
    for i in range(64):
        struct.pack_into(">hhiq", buffer, 16 * i, i, -i, i * 1000, -i * 100000)
    for i in range(64):
        total += sum(struct.unpack_from(">hhiq", buffer, 16 * i))
print(total, struct.calcsize("<BHIf"))
