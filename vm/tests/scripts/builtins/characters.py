# chr and ord: the range of Unicode, bytes, and what is refused.

for n in (0, 9, 65, 127, 128, 255, 256, 0x7FF, 0x800, 0x20AC, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF):
    c = chr(n)
    print(n, len(c), ord(c) == n, c.encode())
print(repr(chr(0)), repr(chr(7)), repr(chr(127)), repr(chr(160)), repr(chr(955)))
for n in (-1, 0x110000, 2**70):
    try:
        print(len(chr(n)))
    except (ValueError, OverflowError) as error:
        print(type(error).__name__)
for bad in ("a", 1.5, None):
    try:
        chr(bad)
    except TypeError as error:
        print("TypeError", error)
print(ord("a"), ord(b"a"), ord(b"\xff"), ord("\u20ac"), ord("\U0001f600"))
for bad in ("", "ab", b"", b"ab", 1, None, bytearray(b"a"), "\u20ac\u20ac"):
    try:
        print(ord(bad))
    except TypeError as error:
        print("TypeError", error)
