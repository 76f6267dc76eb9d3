# Texts that are too long, and some that just fit.
for n in (10**9, 10**7 * 2, 10**7):
    try:
        "a" * n
        b"a" * n
        [None] * (n // 8)
        (1, 2) * (n // 16)
        bytearray(n)
        bytes(n)
    except MemoryError:
        print("MemoryError")
