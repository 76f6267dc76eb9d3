# Huge expressions, evaluated.
for e in ("+".join(["1"] * 90000), "[" + "x," * 90000 + "]", "(" * 100000, "-" * 100000 + "1", "'" + "a" * 190000 + "'"):
    x = 0
    try:
        eval(e)
    except Exception as e:
        print(type(e))
