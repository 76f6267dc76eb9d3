# binascii: bytes as hexadecimal digits and back, short ones and a page, and their checksums.

from binascii import crc32, hexlify, unhexlify

SHORT = [b"", b"\x00", b"pico", b"user:password", bytes(range(20)), b"\xde\xad\xbe\xef" * 4]
PAGE = bytes(range(256))

total = 0
for i in range(6000):
    for data in SHORT:
        text = hexlify(data)
        total += len(unhexlify(text))
        total += crc32(data) & 255
    mac = hexlify(b"\x28\xcd\xc1\x00\x01\x02", ":")
    total += len(mac) + (mac[0] if isinstance(mac, bytes) else 0)
    if i % 5 == 0:
        total += len(unhexlify(hexlify(PAGE)))
        total += crc32(PAGE, i) & 255
print(total)
