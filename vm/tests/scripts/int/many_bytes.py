# Integers of many bytes, to bytes and back, and what just fits.

data = bytes(i * 7 & 255 for i in range(9001))
for length in (0, 1, 3, 4, 5, 4095, 4096, 4097, 9000, 9001):
    some = data[:length]
    little = int.from_bytes(some, "little")
    big = int.from_bytes(some, "big")
    print(length, little % 1000003, big % 1000003, little.to_bytes(length, "little") == some)
    print(big.to_bytes(length, "big") == some, big.to_bytes(length + 3, "big") == b"\0\0\0" + some)
    print(little.to_bytes(length + 3, "little") == some + b"\0\0\0")


def shown(n, length, *args, **named):
    try:
        b = n.to_bytes(length, *args, **named)
        print(length, b[:12], b[-12:])
    except OverflowError as e:
        print(length, "OverflowError")


for bits in (64, 65, 1000 * 8, 1000 * 8 + 1):
    for n in (1 << bits, (1 << bits) - 1, (1 << bits) + 1):
        for length in (bits // 8 - 1, bits // 8, bits // 8 + 1, bits // 8 + 2):
            shown(n, length, "little")
            shown(n, length + 5, "big")
