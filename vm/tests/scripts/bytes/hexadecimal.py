# hex and fromhex.

print(b"".hex(), b"\x00\xff\x10".hex(), bytearray(b"ab").hex(), b"\x01\x02\x03".hex(":"), b"ab".hex("-"), memoryview(b"ab").hex() if hasattr(memoryview(b""), "hex") else "-")
print(bytes.fromhex(""), bytes.fromhex("00ff10"), bytes.fromhex("AB cd"), bytes.fromhex(" 01 02 "), bytearray.fromhex("6162"))
for bad in ("a", "zz", "0", "0 1", "abc"):
    try:
        print(repr(bad), bytes.fromhex(bad))
    except ValueError as error:
        print("ValueError", error)
for work in (lambda: bytes.fromhex(1), lambda: b"a".hex(1), lambda: bytes.fromhex()):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)
print(bytes.fromhex(bytes(range(256)).hex()) == bytes(range(256)))
