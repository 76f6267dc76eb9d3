# format with floats: every type, precision, sign, padding.

inf, nan = float("inf"), float("nan")
for spec in ("", "f", "e", "g", "F", "E", "G", "%", ".2f", ".0f", ".3e", ".3g", ".1%", "10.2f", "<10.2f", ">10.2f", "^10.2f", "=10.2f", "010.2f", "+.1f", " .1f", "+010.1f", "*^12.3f", "n", ".10g", ",.2f", "12"):
    row = []
    for x in (0.0, 1.5, -1234.5678, 1e20, 1e-7, inf, nan):
        try:
            row.append(("{:" + spec + "}").format(x))
        except ValueError as error:
            row.append("ValueError " + str(error))
    print(repr(spec), row)
for spec in ("d", "x", "s", "c", "b", "z", ".f", "1.2.3"):
    try:
        print(spec, ("{:" + spec + "}").format(1.5))
    except (ValueError, TypeError) as error:
        print(spec, type(error).__name__, error)
