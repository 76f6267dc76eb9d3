# Formats that ask for much room.
for f in (
    lambda: "%0999999999d" % 1,
    lambda: "{:>999999999}".format(1),
    lambda: "%999999999s" % "",
    lambda: "{:.999999999f}".format(1.5),
    lambda: "%.999999999f" % 1.5,
    lambda: "{:0>20000000,}".format(12345678),
    lambda: "%20000000d" % 7,
    lambda: "".center(20000000),
):
    try:
        f()
    except (MemoryError, ValueError) as e:
        print(type(e))
