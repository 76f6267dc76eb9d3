# Long buffers: copied, compared, packed.
import struct
from array import array

x = bytearray(8000000)
y = bytes(8000000)
for i in range(3):
    x == y
    memoryview(x) == memoryview(y)
    memoryview(x)[::1]
    bytes(x)
    x[:] = y
    x.extend(y[:100])
    b"\x01" * 20 in x
    x.find(b"\x01")
    x.replace(b"\x00", b"\x01")
    a = array("i", range(500000))
    a == a
    a.extend(a)
    array("d", range(500000))
    y.hex()
    y.decode()
    memoryview(x)[0:8000000] = y
x[0:10] = b""
for f in ("999999999s", "9999999b", "999999999x", "200000i"):
    try:
        struct.pack(f, *range(struct.calcsize(f)))
    except Exception as e:
        print(type(e))
    try:
        struct.unpack(f, bytes(struct.calcsize(f)))
    except Exception as e:
        print(type(e))
