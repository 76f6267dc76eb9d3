# strip, lstrip, rstrip: whitespace, sets of characters, Unicode.

for s in ("  a b \t\n", "", "   ", "a", "xxaxx", "xyxyaxy"):
    print(repr(s.strip()), repr(s.lstrip()), repr(s.rstrip()), s.strip("x"), s.lstrip("xy"), s.rstrip("yx"))
print("\u20aca\u20ac".strip("\u20ac"), "abc".strip(""), "abc".strip("abc") == "", "a\0".strip("\0"))
print(" a ".strip(None) if False else "a", "\x0b\x0ca".strip())
for work in (lambda: "a".strip(1), lambda: "a".strip(b"a"), lambda: "a".lstrip("a", "b")):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)
same = "abc"
print(same.strip() is same)
