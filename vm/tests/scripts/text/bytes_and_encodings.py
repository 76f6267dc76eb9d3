# Making str, bytes and bytearray; encoding, decoding, hexadecimal.


def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e.args)


print(repr(str()), str("a"), str(b"ab"), str(1.5), str([1, "a"]), str(b"\xc3\xa9", "utf-8"), str(bytearray(b"x"), "utf8"))
print("é€😀".encode(), "abc".encode("ascii"), b"\xe2\x82\xac".decode(), bytearray(b"abc").decode("utf-8"))
print(bytes(), bytes(3), bytes(b"ab"), bytes([1, 2, 255]), bytes("é", "utf-8"), bytes(range(3)), bytes(bytearray(b"x")))
print(bytes(x * 2 for x in range(3)), bytearray(x for x in b"ab"), bytearray(), bytearray(2), bytearray("é", "utf-8"))
print(bytearray([1, 257, -1]), bytearray(b"abc"), bytes({5: 1}), bytearray("ab", "utf-8"))
print(b"\x00\xff".hex(), b"\x01\x02\x03".hex(":"), bytearray(b"az").hex("-"), repr(b"".hex()), memoryview(b"ab").hex())
print(bytes.fromhex("00 ff\tAb"), bytearray.fromhex("0102"), bytes.fromhex(""))

show(lambda: str(b"\xff", "utf-8"))
show(lambda: b"\xc3".decode())
show(lambda: str(1, "utf-8"))
show(lambda: str(b"a", encoding="utf-8"))
show(lambda: str(1, 2, 3, 4))
show(lambda: bytes("a"))
show(lambda: bytes(1, 2))
show(lambda: bytes(-1))
show(lambda: bytes([256]))
show(lambda: bytes(["a"]))
show(lambda: bytes(1.5))
show(lambda: bytes(None))
show(lambda: bytearray("a"))
show(lambda: bytearray(1.5))
show(lambda: bytearray(["a"]))
show(lambda: bytes.fromhex("0"))
show(lambda: bytes.fromhex("0g"))
print(hasattr("", "decode"), hasattr(b"", "encode"), hasattr("", "hex"), hasattr(bytearray(), "hex"))

data = b"abc"
print(data[0], data[-1], data[1:], data + b"d", data * 2, b"b" in data, 97 in data, list(data), data == b"abc")
array = bytearray(data)
array[0] = 65
array[1:2] = b"--"
print(array, array[1:3], len(array), array == b"A--c")


class Temperature:
    def __str__(self):
        return "21 °C"


print(str(Temperature()), "{}".format(Temperature()).encode())
