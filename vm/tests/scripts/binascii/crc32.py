# `crc32` of all kinds of buffers, and going on from what came before.
from binascii import crc32

print(crc32(b""), crc32(b"123456789"), crc32("123456789"), crc32(bytearray(b"\x00")), crc32(memoryview(b"abc")[1:]))
print(crc32(b"56789", crc32(b"1234")), crc32(b"", 5), crc32(b"a", -1), crc32(b"a", 1 << 40), crc32(b"a", (1 << 40) + 1), crc32(b"a", True))
print(crc32(b"abcd" * 600000), crc32(b"abcd" * 600000, 77), crc32(b"abcd" * 300000, crc32(b"abcd" * 300000)))
for args in ((), (1,), (b"a", "b"), (b"a", 1.5), (b"a", None), (b"a", 1, 2)):
    try:
        print(crc32(*args))
    except TypeError as e:
        print(e if len(args) in (1, 2) else "TypeError")
