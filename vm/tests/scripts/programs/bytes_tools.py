# CRC, Base64, hex dumps and packing by hand.

def crc32(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0xEDB88320 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


print(hex(crc32(b"123456789")), crc32(b""), hex(crc32(bytes(range(64)))))
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def b64(data):
    out = ""
    for i in range(0, len(data), 3):
        chunk = data[i:i + 3]
        n = int.from_bytes(chunk, "big") << 8 * (3 - len(chunk))
        out += "".join(ALPHABET[n >> s & 63] for s in (18, 12, 6, 0))[:len(chunk) + 1] + "=" * (3 - len(chunk))
    return out


def unb64(text):
    out = bytearray()
    for i in range(0, len(text), 4):
        chunk = text[i:i + 4].rstrip("=")
        n = 0
        for c in chunk:
            n = n << 6 | ALPHABET.index(c)
        n <<= 6 * (4 - len(chunk))
        out.extend(n.to_bytes(3, "big")[:len(chunk) - 1])
    return bytes(out)


for data in (b"", b"f", b"fo", b"foo", b"foobar", bytes(range(250, 256))):
    print(data, b64(data), unb64(b64(data)) == data)


def dump(data):
    for i in range(0, len(data), 8):
        row = data[i:i + 8]
        print("%04x  %-24s %s" % (i, " ".join("%02x" % b for b in row), "".join(chr(b) if 32 <= b < 127 else "." for b in row)))


dump(b"Hello\x00\x01\xffworld!\n")


def adler(data):
    a, b = 1, 0
    for x in data:
        a = (a + x) % 65521
        b = (b + a) % 65521
    return b << 16 | a


print(adler(b"Wikipedia"))
buffer = bytearray(8)
view = memoryview(buffer)
view[0:2] = (513).to_bytes(2, "little")
view[2:6] = (0xDEADBEEF).to_bytes(4, "big")
print(buffer, int.from_bytes(view[2:6], "big") == 0xDEADBEEF, sum(buffer) & 0xFF)


def bits(n, width):
    return "".join("1" if n >> i & 1 else "0" for i in range(width - 1, -1, -1))


print(bits(0xA5, 8), int(bits(1234, 16), 2), [n ^ n >> 1 for n in range(8)])
