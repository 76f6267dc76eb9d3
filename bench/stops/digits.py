# Long numbers as text in all bases.
x = (1 << 10000000) - 1
hex(x)
bin(x)
oct(x)
"%x" % x
"{:,}".format(x)
"%d" % x
f"{x:b}"
str(x)
