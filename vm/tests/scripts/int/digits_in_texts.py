# Digits as text: signs, spaces, prefixes, mistakes, few and many.


def attempt(text, base):
    try:
        n = int(text, base)
        print(n if len(text) < 100 else n % 1000007)
    except ValueError:
        print("ValueError")


for text in ("12", "-12", " 7", "7" * 50, "-" + "7" * 60 + "  ", "7" * 40 + "x", "0" * 50):
    for base in (0, 2, 3, 8, 10, 16, 32, 36):
        attempt(text, base)
for text in ("0x" + "f" * 40, "-0b" + "1" * 99, "0o" + "7" * 50):
    for base in (0, 2, 8, 16):
        attempt(text, base)
many = "1234567" * 6000
for text in (many, "-" + many, " " + many + " ", "+" + many, many + "x", "_" + many):
    for base in (0, 8, 9, 10, 16, 32, 36):
        attempt(text, base)
print(float("1" * 30 + ".5e-20"), float("1" * 300), float("0" * 300 + "25"))
print(float("1" * 400), float("1" * 400 + "e-400"), float("123456789" * 5 + "." + "9" * 50))
