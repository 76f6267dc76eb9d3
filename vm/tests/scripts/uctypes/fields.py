# Scalars, bit fields, nested structs and arrays are loaded and stored in each layout.
import uctypes
from collections import OrderedDict

SCALARS = ("UINT8", "INT8", "UINT16", "INT16", "UINT32", "INT32", "UINT64", "INT64")


def names(layout):
    for name in SCALARS:
        data = bytearray(10)
        s = uctypes.struct(uctypes.addressof(data), {"x": getattr(uctypes, name) | 0}, layout)
        for n in (1, 200, -2):
            s.x = n
            print(name, s.x, data)


for layout in (uctypes.LITTLE_ENDIAN, uctypes.BIG_ENDIAN, uctypes.NATIVE):
    names(layout)

desc = {
    "low": uctypes.BFUINT8 | 0 | 0 << uctypes.BF_POS | 4 << uctypes.BF_LEN,
    "high": uctypes.BFUINT8 | 0 | 4 << uctypes.BF_POS | 4 << uctypes.BF_LEN,
    "middle": uctypes.BFUINT16 | 2 | 5 << uctypes.BF_POS | 7 << uctypes.BF_LEN,
    "sub": (4, OrderedDict([("a", uctypes.UINT8 | 0), ("b", uctypes.UINT16 | 2)])),
    "bytes": (uctypes.ARRAY | 4, uctypes.UINT8 | 4),
    "words": (uctypes.ARRAY | 4, uctypes.UINT16 | 2),
    "pairs": (uctypes.ARRAY | 8, 2, {"l": uctypes.UINT8 | 0, "h": uctypes.UINT8 | 1}),
}
for layout in (uctypes.LITTLE_ENDIAN, uctypes.BIG_ENDIAN):
    data = bytearray(12)
    s = uctypes.struct(uctypes.addressof(data), desc, layout)
    s.low = 0x35
    s.high = 0xA
    s.middle = 0x55
    print(s.low, s.high, s.middle, data[:4])
    s.sub.a = 7
    s.sub.b = 0x1234
    print(s.sub.a, s.sub.b, data[4:8], s.words[1])
    s.words[0] = 0xABCD
    print(s.bytes, type(s.bytes), len(s.bytes), s.bytes[0], s.bytes[1:3])
    s.bytes[3] = 99
    print(data, list(s.bytes), s.bytes == data[4:8])
    s.pairs[1].h = 5
    s.pairs[0].l = 6
    print([(s.pairs[i].l, s.pairs[i].h) for i in range(2)])
    print(bytes(s) == bytes(data), len(memoryview(s)))
    memoryview(s)[0] = 1
    print(s.low, s.high)
    del s.low
    print(s.low)
    print(uctypes.addressof(s.bytes) - uctypes.addressof(data))
    print(uctypes.addressof(s.sub) - uctypes.addressof(s))
    print(uctypes.sizeof(s), uctypes.sizeof(s.sub), uctypes.sizeof(s.pairs), uctypes.sizeof(s.bytes))
