# Many digits in bases that are powers of two, there and back, alone and in formats.

N = 4501
value = 0
for i in range(50):
    value = value << 64 | (i * 0x9E3779B97F4A7C15 & (1 << 64) - 1)
value = (value << (4 * N - 3200)) + value


def same_digits(text, digits):
    return len(text) == len(digits) and text == digits


def grouped(digits, size):
    first = len(digits) % size
    groups = [digits[:first]] if first else []
    groups += [digits[i : i + size] for i in range(first, len(digits), size)]
    return "_".join(groups)


for n in (value, -value, value >> 1, value >> 5):
    sign = "-" if n < 0 else ""
    for letter, base, shown in (("x", 16, hex(n)), ("o", 8, oct(n)), ("b", 2, bin(n))):
        digits = shown[len(sign) + 2 :]
        print(base, len(shown), shown[:20], shown[-20:])
        print(int(shown, 0) == n, int(sign + digits, base) == n, int("0" + digits, base) == abs(n))
        print(same_digits(("{:" + letter + "}").format(n), sign + digits))
        print(same_digits(("{:#" + letter + "}").format(n), shown))
        print(same_digits(("{:_" + letter + "}").format(n), sign + grouped(digits, 4)))
        wide = ("{:*>20000" + letter + "}").format(n)
        print(same_digits(wide, "*" * (20000 - len(sign + digits)) + sign + digits))
        wide = ("{:*^20000" + letter + "}").format(n)
        print(len(wide), wide.strip("*") == sign + digits)
        if base != 2:
            text = ("%" + letter) % n
            print(same_digits(text, sign + digits))
            text = ("%+." + str(len(digits) + 5) + letter) % n
            print(same_digits(text, (sign or "+") + "00000" + digits))
    print(same_digits("%X" % n, hex(n).replace("x", "").upper().replace("0", "", 1)))
    print(same_digits("{:X}".format(n), "%X" % n))

digits = hex(value)[2:]
for wrong in (digits + "g", "g" + digits, digits[:-9] + "_" + digits[-9:], digits + " 1", "- " + digits):
    try:
        print(int(wrong, 16))
    except ValueError as e:
        print(len(str(e)), str(e)[:60])
print(int("  " * 4000 + digits + " " * 5000, 16) == value)
print(int("0" * 9000, 2), int("0" * 9000 + "1", 36), int("1" + "_" * 9000, 10))
for text in ("7" * 9000 + "x", "0" * 9000 + "8"):
    try:
        print(int(text, 8))
    except ValueError as e:
        print(str(e)[-10:])
