# Searching, and showing what is found: needles that begin, end or repeat like the text.
texts = ["a" * 20 + "ab", "ab c" * 20, "abcabcabd" * 9, "\x00\n'\"a\\" * 9, "ä€b" * 12]
needles = ["ab", "abd", "bc", "c", " c", "b", "aab", "a" * 18 + "b", "", "€b", "ä", "zz"]
for x in texts:
    b = x.encode()
    for n in needles:
        m = n.encode()
        print(x.find(n), x.rfind(n), x.count(n), n in x, x.find(n, 3))
        print(x.startswith(n), x.endswith(n), x.replace(n, "-"))
        print(b.find(m), b.rfind(m), b.count(m), m in b)
    print(repr(x), repr(b))
    print(x.strip("a"), x.strip("abc "), x.lstrip("ä"), x.rstrip("b"))
    print(b.hex(":"))
    print([x[:i] < x[:j] for i in (0, 7, 8, 9, 17) for j in (0, 8, 9, 16, 17)])
    print([x[:i] == x[: j - 1] + "d" for i in (7, 8, 9, 17) for j in (8, 9, 16, 17)])
print([i for i in range(300) if i < 256 and i in bytes(range(0, 256, 7))])
for item in (97, True, 5):
    print(item in b"\x01ab")
