# Classes based on bytes.

class Packet(bytes):
    def checksum(self):
        return sum(self) & 0xFF


p = Packet(b"\x01\x02\xff")
print(p, p[0], p[1:], p.checksum(), p == b"\x01\x02\xff", isinstance(p, bytes), p + b"x", type(p + b"x"))
print(p.hex(), list(p), b"\x02" in p, 2 in p, bytes(p), p.find(b"\xff"), bytearray(p))
print(b"" + Packet(b"a"), Packet(3), Packet([65]), Packet(b"k") == Packet(b"k"))
p.name = "first"
print(p.name, memoryview(p)[0])
