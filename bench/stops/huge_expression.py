# Huge expressions, evaluated.
for e in ("+".join(["1"] * 200000), "[" + "x," * 200000 + "]", "(" * 100000, "-" * 100000 + "1", "'" + "a" * 1000000 + "'"):
    x = 0
    try:
        eval(e)
    except Exception as e:
        print(type(e))
