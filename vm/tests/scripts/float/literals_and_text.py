# Float literals, their text, and reading text.

print(1.0, .5, 5., 1e3, 1E-3, 1.5e+10, 1_0.0_1, 0.1, 1/3, 2/3, 1e16, 1e15, 123456789.0, 1e-5, 0.0001, 1e22, 1e300)
print(-0.0, 0.0, 1e-300, 5e-324, 1.7976931348623157e308, 2.5, 100.0, 1e100, 123456.789)
for text in ("1", "1.5", "-1.5", "+2", " 3.5 ", "1e5", "1E-5", ".5", "5.", "inf", "-inf", "nan", "INF", "Infinity", "1_0", "-0"):
    print(text, float(text))
for text in ("", " ", "a", "1a", "1.5.2", "e5", "1e", "--1", "1 2", "0x10", "infx"):
    try:
        print(repr(text), float(text))
    except ValueError as error:
        print("ValueError", error)
print(float(), float(3), float(True), float(2**70), float(b"1.5"), float(-(10**30)))
for bad in (None, [], 1j, {}):
    try:
        print(float(bad))
    except TypeError as error:
        print("TypeError", error)
for x in (0.1, 1 / 3, 1e21, 123456.789e-10, 2**0.5, 1e-7):
    print(float(str(x)) == x, float(repr(x)) == x)
