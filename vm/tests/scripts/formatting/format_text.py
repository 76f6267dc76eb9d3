# format with text and other objects: alignment, precision, conversions.

for spec in ("", "s", "5", "<5", ">5", "^5", "^6", "*^7", ".2", ".2s", "5.1", ">5.1s", "\u20ac<5", "05" , "5s"):
    row = []
    for s in ("", "abc", "\u20ac" if "." not in spec else "de"):
        try:
            row.append(("{:" + spec + "}").format(s))
        except ValueError as error:
            row.append("ValueError " + str(error))
    print(repr(spec), row)
for value in (None, True, [1], (1,), {"a": 1}, b"x", len, 1j):
    for form in ("{}", "{!s}", "{!r}", "{:>12}", "{!s:>12}"):
        try:
            print(form.format(value) if value is not len else "function", end="|")
        except (ValueError, TypeError) as error:
            print(type(error).__name__, error, end="|")
    print()
for spec in ("d", "f", "x", "+", "=5", "+5", ",", "#", "c"):
    try:
        print(spec, ("{:" + spec + "}").format("abc"))
    except (ValueError, TypeError) as error:
        print(spec, type(error).__name__, error)


class Own:
    def __str__(self):
        return "own str"

    def __repr__(self):
        return "own repr"


print("{} {!r} {!s} {:>10}|{!r:<12}|".format(Own(), Own(), Own(), str(Own()), Own()))
