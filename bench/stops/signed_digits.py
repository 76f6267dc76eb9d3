# Long numbers with a sign, with spaces or with a mistake, and as literals.
s = "7" * 300000
for text in ("-" + s, " " + s + " ", s + "x", s + "_", "+" + s):
    for base in (0, 10, 7, 36):
        try:
            int(text, base)
        except ValueError as e:
            print(type(e))
eval("7" * 20000)
