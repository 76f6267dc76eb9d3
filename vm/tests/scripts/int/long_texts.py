# Long integers to text and back, in bases that are powers of two and in others.
for bits in (1, 63, 64, 65, 3839, 3840, 3841, 12287):
    n = (1 << bits) - 1 - (1 << bits // 2)
    for m in (n, -n, 1 << bits):
        texts = [bin(m), oct(m), hex(m)]
        print(bits, [len(t) for t in texts], [int(t, b) == m for t, b in zip(texts, (2, 8, 16))])
        print([int(t, 0) == m for t in texts], ["{:b}".format(m) == texts[0].replace("0b", "")])
        for base in "box":
            grouped = ("{:_%s}" % base).format(m)
            print(grouped[:12], len(grouped), grouped.replace("_", "") == ("{:%s}" % base).format(m))
print("{:,}".format(10**3000)[:9], len("{:,}".format(-(10**3001))), "{:_x}".format(0), "{:,}".format(123))
for text in ("1" * 5000 + "z", "f" * 9000 + " g", " " * 9000 + "12" + " " * 9000, " " * 9000, "7" * 5000 + "8"):
    for base in (2, 8, 10, 16, 32):
        try:
            print(int(text, base) % 1000007)
        except ValueError as e:
            print(len(str(e)), str(e)[:42])
print(int("v" * 5000, 32) == 32**5000 - 1, int("3" * 5001, 4) == 4**5001 - 1)
