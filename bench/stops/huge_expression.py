# Huge expressions, evaluated.
for e in ("+".join(["1"] * 60000), "[" + "x," * 60000 + "]", "(" * 100000, "-" * 100000 + "1", "'" + "a" * 160000 + "'"):
    x = 0
    try:
        eval(e)
    except Exception as e:
        print(type(e))
