# int of text: blanks, signs, underscores, bases, and what is refused.

for text in ("0", "12", "-12", "+12", "  7  ", "\t7\n", "1_000", "0012", "123456789012345678901234567890", "-99999999999999999999"):
    print(repr(text), int(text))
for text, base in (
    ("ff", 16), ("FF", 16), ("0xff", 16), ("-0xff", 16), ("0b101", 2), ("101", 2), ("0o17", 8), ("17", 8), ("zz", 36),
    ("Zz", 36), ("0x1f", 0), ("0b11", 0), ("0o7", 0), ("12", 0), ("-0B1", 0), ("  0X2  ", 0), ("1" * 80, 2), ("f" * 30, 16),
):
    print(repr(text), base, int(text, base))
for text in ("", " ", "a", "1a", "1 2", "--1", "+", "0x10", "1.5", "1e5", "\u0661"):
    try:
        print(int(text))
    except ValueError as error:
        print("ValueError", error)
for text, base in (("2", 2), ("8", 8), ("g", 16), ("1", 1), ("1", 37), ("0b1", 16), ("0x", 16), ("0o8", 0), ("1", -1)):
    try:
        print(text, base, int(text, base))
    except ValueError as error:
        print("ValueError", error)
print(int(b"42"), int(bytearray(b"-7")), int(b"ff", 16))
