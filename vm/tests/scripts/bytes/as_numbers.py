# Bytes as unsigned numbers: sums, masks, signs, words.

data = bytes(range(0, 256, 51))
print(data, list(data), sum(data), max(data), min(data), bytes(b ^ 0xFF for b in data), bytes(b >> 1 for b in data), bytes(reversed(data)))
print([b if b < 128 else b - 256 for b in data], int.from_bytes(data, "big"), int.from_bytes(data[:2], "little"), data.hex())
words = [int.from_bytes(data[i:i + 2], "big") for i in range(0, len(data), 2)]
print(words, b"".join(w.to_bytes(2, "big") for w in words) == data, [hex(w) for w in words])
print(sum(b * 256**i for i, b in enumerate(data)) == int.from_bytes(data, "little"), bytes([65 + i for i in range(5)]), bytes("ABC", "ascii")[1])
xor = 0
for b in b"checksum":
    xor ^= b
print(xor, [b & 1 for b in b"abc"], b"abc" < b"abd", bytes(3), bytes([0] * 3) == bytes(3), b"\x00" * 3 == bytes(3))
print(dict.fromkeys(b"ab", 1), set(b"aab") == {97, 98}, list(enumerate(b"xy")), list(zip(b"ab", "ab")), 97 in b"abc", tuple(b"\x01\x02"))
