# Bytes are found at the address of their buffer, of a view of it or behind a pointer, and stay alive.
import gc
import uctypes

data = bytearray(b"0123456789")
at = uctypes.addressof(data)
print(at == uctypes.addressof(data), at == uctypes.addressof(memoryview(data)))
print(uctypes.addressof(memoryview(data)[3:]) - at)
other = bytearray(b"abcdef")
print(abs(uctypes.addressof(other) - at) >= 10)
print(uctypes.bytes_at(at + 2, 4), uctypes.bytes_at(at, 0))
part = uctypes.bytearray_at(at + 4, 3)
print(part, type(part), isinstance(part, bytearray), uctypes.addressof(part) - at)
part[0] = 120
data[5] = 121
print(part, data, part.decode(), bytes(part), part.find(b"y"))
print(part == b"xy6", part < b"xz", bool(part), [c for c in part], part[-1])
part[1:] = b"ZW"
print(uctypes.bytes_at(uctypes.addressof("text"), 4))

WORD = uctypes.sizeof((uctypes.PTR | 0, uctypes.UINT8))
pointers = bytearray(at.to_bytes(WORD, "little"))
desc = {
    "byte": (uctypes.PTR | 0, uctypes.UINT8),
    "pair": (uctypes.PTR | 0, {"l": uctypes.UINT8 | 0, "h": uctypes.UINT8 | 1}),
}
s = uctypes.struct(uctypes.addressof(pointers), desc)
print(int(s.byte) == at, s.byte[1], s.pair[1].l, s.pair[1].h)
s.pair[1].h = 33
s.byte[0] = 5
print(data)


def alone():
    return uctypes.struct(uctypes.addressof(bytearray(b"kept")), {"c": (uctypes.ARRAY | 0, uctypes.UINT8 | 4)})


gc.collect()
s = uctypes.struct(uctypes.addressof(data), {"c": (uctypes.ARRAY | 0, uctypes.UINT8 | 4)})
del data
gc.collect()
print(s.c)
print(uctypes.struct(0, {}), uctypes.struct(31, []), uctypes.struct(16, (uctypes.PTR | 0, uctypes.UINT8)))
import struct

at = uctypes.addressof("a text")
print(struct.unpack("P", struct.pack("P", at))[0] == at, struct.unpack("S", struct.pack("P", at)))
