# Texts beyond ASCII of many megabytes, each in a function of its own.
x = "äb c" * 4500000
for f in (
    lambda: x[5:-5],
    lambda: x[-9000000:],
    lambda: x[15000000],
    lambda: x.upper(),
    lambda: x.replace("ä", "ö"),
    lambda: x.replace("b", ""),
    lambda: x.encode().decode(),
    lambda: "%s %s" % (x, 1),
    lambda: (b"\xff" * 12000000).decode("utf-8", "replace"),
):
    try:
        f()
    except MemoryError as e:
        print(type(e))
