# Decimal digits of large integers, in all the forms that formats have.
n = 3**25000
plain = str(n)
grouped = "{:,}".format(n)
print(len(plain), len(grouped), grouped.replace(",", "") == plain, grouped[:11], grouped[-8:])
for text in ("{:d}".format(n), "%d" % n, f"{n}", "{:n}".format(n)):
    print(text == plain)
print("%d" % -n == "-" + plain, "{:+}".format(n) == "+" + plain, "%+d" % n == "+" + plain)
print("{:>15000}".format(n) == plain.rjust(15000) if hasattr(plain, "rjust") else "{:>15000}".format(n)[3072:] == plain)
print(len("{:x}".format(n)), "{:_}".format(-n)[:8], ("%s|%d|%s" % (1, n, 2))[-4:])
for spec in ("{:e}", "%f", "{:c}"):
    try:
        print(spec % n if "%" in spec else spec.format(n))
    except (OverflowError, ValueError) as error:
        print(type(error))
# Some more digits, of which not all are made in one go.
n = 3**83000
plain = str(n)
print(len(plain), plain[:9], plain[-9:], "{:,}".format(n).replace(",", "") == plain, "%d" % n == plain)
# A width that nothing has room for: what is wrong with the value is told first.
for f in (
    lambda: "{:{}}".format([], 10**9),
    lambda: "{:999999999d}".format("a"),
    lambda: "%*u" % (999999999, []),
    lambda: "%*f" % (999999999, "a"),
    lambda: "%*c" % (999999999, "ab"),
):
    try:
        print(len(f()))
    except Exception as error:
        print(type(error).__name__)
