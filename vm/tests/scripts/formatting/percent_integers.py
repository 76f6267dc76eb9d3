# The % operator with integers: flags, widths, precision, all conversions.

for n in (0, 1, -1, 42, -42, 123456, 2**70, -(2**70), True):
    print("%d|%i|%5d|%-5d|%05d|%+d|% d|%x|%X|%o|%s|%r" % ((n,) * 12))
print("%#x %#X %#o" % (255, 255, 8), "%#x" % 0, "%5x|%-5x|%05x|%+x" % (255, 255, 255, 255), "%08X" % 0xBEEF)
print("%*d|%-*d|%0*d" % (5, 42, 5, 42, 5, 42), "%3d" % 12345, "%+5d|%+05d|% 05d" % (7, 7, 7))
print("%.3d|%.5d|%8.3d|%-8.3d|%.0d" % (7, -7, 7, 7, 0), "%d%%" % 50, "%c%c%c" % (65, "b", 8364))
print("%d" % 3.99, "%d" % -3.99, "%x" % 255, "%i" % 1e3)
for form, value in (("%d", "a"), ("%d", None), ("%x", 1.5), ("%d", []), ("%c", "ab"), ("%c", 1.5), ("%o", "8"), ("%d", 1j), ("%c", "")):
    try:
        print(form % value)
    except (TypeError, ValueError) as error:
        print(form, value, type(error).__name__, error)
