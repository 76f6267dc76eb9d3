# `hexlify` and `unhexlify`: separators, kinds of arguments, and what they refuse.
from binascii import hexlify, unhexlify

for data in (b"", b"\x00", b"\x00\x7f\xff", bytearray(b"ab"), memoryview(b"abc")[1:], "\u20ac"):
    print(hexlify(data), hexlify(data, ":"), hexlify(data, b"--"))
for args in ((), (1,), (None,), (b"a", 1), (b"a", ""), (b"ab", ""), (b"a", ":", 1)):
    try:
        print(hexlify(*args))
    except TypeError as e:
        print(e if args and len(args) < 3 else "TypeError")
for digits in (b"", "00", b"0a0B", bytearray(b"7f"), memoryview(b"xff")[1:], "00 01\n02"):
    print(unhexlify(digits))
for digits in ("0", "0g", b"000", "0x00", "0 0", 1, None, [b"00"]):
    try:
        print(unhexlify(digits))
    except (TypeError, ValueError) as e:
        print(type(e), e)
