# int.to_bytes: lengths, byte orders, signs, and numbers that do not fit.

for n, size in ((0, 1), (1, 1), (255, 1), (256, 2), (1, 4), (0x12345678, 4), (0x12345678, 6), (2**64 - 1, 8), (2**70, 10), (0, 0)):
    print(n, n.to_bytes(size, "big"), n.to_bytes(size, "little"))
print((5).to_bytes(), (5).to_bytes(2), (7).to_bytes(byteorder="big", length=1) if False else "")
for n, size in ((256, 1), (2**16, 2), (2**70, 8), (1, 0)):
    try:
        print(n.to_bytes(size, "big"))
    except OverflowError as error:
        print("OverflowError", error)
for args in (("a", "big"), (-1, "big"), (2, "middle"), (2, 5), (None,)):
    try:
        print((1).to_bytes(*args))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
