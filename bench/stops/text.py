# Methods of long texts.
x = "a b" * 3000000
for i in range(3):
    x.upper()
    x.strip("ab ")
    x.replace("a", "bc")
    x.count("a")
    x.isalpha()
    x.center(12000000)
    x.encode()
    x[1:]
    x + x
    x == x + ""
    x < x[:]
    hash(x + str(i))
    "{:>9000010}".format(x)
    "%s" % x
