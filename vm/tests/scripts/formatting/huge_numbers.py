# Decimal digits of integers so large that they are made in steps.
n = 3**100000
plain = str(n)
grouped = "{:,}".format(n)
print(len(plain), len(grouped), grouped.replace(",", "") == plain, grouped[:11], grouped[-8:])
for text in ("{:d}".format(n), "%d" % n, f"{n}", "{:n}".format(n)):
    print(text == plain)
print("%d" % -n == "-" + plain, "{:+}".format(n) == "+" + plain, "%+d" % n == "+" + plain)
print("{:>50000}".format(n) == plain.rjust(50000) if hasattr(plain, "rjust") else "{:>50000}".format(n)[2287:] == plain)
print(len("{:x}".format(n)), "{:_}".format(-n)[:8], ("%s|%d|%s" % (1, n, 2))[-4:])
for spec in ("{:e}", "%f", "{:c}"):
    try:
        print(spec % n if "%" in spec else spec.format(n))
    except (OverflowError, ValueError) as error:
        print(type(error))
