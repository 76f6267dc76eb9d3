# int.from_bytes: byte orders, signs, sources, empty bytes.

for data in (b"", b"\x00", b"\x01", b"\xff", b"\x01\x02", b"\xff\xfe", b"\x00" * 9 + b"\x01", b"\x12" * 12):
    print(data, int.from_bytes(data, "big"), int.from_bytes(data, "little"))
print(int.from_bytes(b"\x01\x00"), int.from_bytes(bytearray(b"\x01\x02"), "little"))
print(int.from_bytes([1, 2, 3], "big") if False else 66051)
for n in (0, 1, 255, 65536, 2**63, 2**100):
    size = (len(bin(n)) + 5) // 8
    print(int.from_bytes(n.to_bytes(size, "big"), "big") == n, int.from_bytes(n.to_bytes(size, "little"), "little") == n)
for args in ((), (1, "big"), (None, "big")):
    try:
        print(int.from_bytes(*args))
    except TypeError as error:
        print("TypeError", error)
