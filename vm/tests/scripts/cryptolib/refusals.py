# What `aes` refuses, and in which order it looks.
try:
    from cryptolib import aes
except ImportError:
    print("SKIP")
    raise SystemExit

key, block = bytes(16), bytes(16)
for args in (
    (key, 0), (key, 3), (key, 7), (key, -1), (b"", 0), (bytes(15), 1), (bytes(24), 1), (bytes(33), 1), (key, 2),
    (key, 2, None), (key, 2, b""), (key, 1, b""), (key, 2, bytes(17)), (key, 1, bytes(15)), (bytes(3), 2),
):
    try:
        print(aes(*args))
    except ValueError as e:
        print(e)
for args in ((), (key,), (key, "1"), (key, None), (1, 1), (1, 0), (key, 1, 1), (key, 2, 5), (key, 1, block, 1)):
    try:
        print(aes(*args))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e if len(args) in (2, 3) else "")
print(str(aes(key, 1)), type(aes(key, 1)))
for method in ("encrypt", "decrypt"):
    for args in (
        (), (1,), (None,), (b"a",), (bytes(17),), (block, 1), (block, None), (block, block), (block, bytearray(15)),
        (b"a", bytearray(0)), (block, memoryview(block)), (block, bytearray(16), 1),
    ):
        try:
            print(getattr(aes(key, 1), method)(*args))
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)

# It does what it did first, even if that was nothing.
for first, second in (("encrypt", "decrypt"), ("decrypt", "encrypt")):
    for args in ((key, 1), (key, 2, block)):
        cipher = aes(*args)
        getattr(cipher, first)(b"")
        try:
            getattr(cipher, second)(b"")
        except ValueError as e:
            print(e)
        print(len(getattr(cipher, first)(block)))
try:
    aes.encrypt(1, block)
except TypeError as e:
    print(e)
