# The % operator with floats: f, e, g, precision, signs, infinities.

for x in (0.0, -0.0, 1.0, -1.5, 3.14159265, 1e10, 1.5e-7, 123456789.0, 1e100, 0.1, 100, float("inf"), float("-inf"), float("nan")):
    print("%f|%e|%g|%.2f|%.0f|%10.3f|%-10.2f|%+.1f|%010.2f|% .1f|%G|%E" % ((x,) * 12))
print("%.10f %.3e %.3g %.1g %.12g" % (1 / 3, 1 / 3, 1 / 3, 1 / 3, 1 / 3), "%.0e %.0g" % (12345.678, 12345.678))
print("%5.1f|%-8.3e|%+g" % (9.99, 0.00123, 1e6), "%f" % True, "%f" % 2**3, "%g" % 10**20, "%.2f" % 2.675, "%.1f %.1f" % (0.25, 0.35))
print("%F %F" % (1.5, float("inf")), "%s %r" % (0.1, 1e16), "%10s|" % 1.5, "%#.0f" % 3.0 if False else "-")
for form, value in (("%f", "a"), ("%e", None), ("%g", []), ("%f", 1j), ("%.2f", "1.5")):
    try:
        print(form % value)
    except (TypeError, ValueError) as error:
        print(form, value, type(error).__name__, error)
