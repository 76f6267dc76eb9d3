# struct: sizes, alignment, byte orders, counts, and what packing does with other values.
import struct

for fmt in ("b", "bh", "bi", "bq", "<bq", ">hhl", "!Q", "3s", "0s", "2x", "b3xh", "@bhi", "4h2b", "e", "<e", "f", "d", "bd", "0i", "b0i", ""):
    print(fmt, struct.calcsize(fmt))
for fmt, values in (
    ("<bBhHiIlL", (-1, 255, -2, 65534, -3, 4294967293, -4, 7)),
    (">qQ", (-5, 18446744073709551615)),
    ("<3s2xh", (b"abcd", 1)),
    (">5sb", (b"ab", 2)),
    ("bh", (1, 2)),
    ("<2e", (1.0, -0.5)),
    ("<f", (1.5,)),
    (">d", (-2.25,)),
    ("!3H", (1, 2, 3)),
    ("<B", (True,)),
):
    data = struct.pack(fmt, *values)
    print(fmt, data, struct.unpack(fmt, data))
for half in (0.0, -0.0, 65504.0, 1e6, float("inf"), -float("inf"), float("nan"), 6e-8, 1e-9, 0.333, 2.0**-14):
    data = struct.pack("<e", half)
    print(data, struct.unpack("<e", data))
# Values that do not fit lose their upper bytes; missing ones are zeros.
print(struct.pack("<BH", 300, -1), struct.pack("<2I", 1), struct.pack("<q", 1 << 70))
buffer = bytearray(8)
struct.pack_into("<h", buffer, 1, 258)
struct.pack_into("<h", buffer, -2, -1)
print(buffer, struct.unpack_from("<h", buffer, 1), struct.unpack_from("b", buffer, -1))
struct.pack_into(">2h", memoryview(buffer), 4, 1)
print(buffer)
print(struct.unpack("b", "abc"), struct.unpack("2b", memoryview(b"xyz")))


class Half:
    def __float__(self):
        return 7.5


class Seven:
    def __int__(self):
        return 7


print(struct.pack("<f", Half()), struct.pack(">bh", Seven(), 2))
for bad in (
    lambda: struct.calcsize("z"),
    lambda: struct.calcsize("=h"),
    lambda: struct.calcsize("2"),
    lambda: struct.unpack("<i", b"abc"),
    lambda: struct.unpack_from("<h", b"abc", 2),
    lambda: struct.unpack_from("<h", b"abc", -4),
    lambda: struct.pack_into("<i", bytearray(3), 0, 1),
    lambda: struct.pack_into("<b", b"abc", 0, 1),
    lambda: struct.pack("<b", "x"),
    lambda: struct.pack("<b", 1.5),
    lambda: struct.pack("3s", 1),
    lambda: struct.pack(),
    lambda: struct.calcsize(5),
):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
