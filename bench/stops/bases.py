# Long numbers by their digits in bases that are powers of two, and by their bytes.
n = 1 << 60000000
for f in (
    lambda: hex(n),
    lambda: oct(n),
    lambda: bin(n >> 36000000),
    lambda: "%X" % n,
    lambda: "{:_x}".format(n),
    lambda: "{:_b}".format(n >> 36000000),
    lambda: "{:>45000000b}".format(n >> 40000000),
    lambda: int("f" * 24000000, 16),
    lambda: int("0" * 24000000, 2),
    lambda: int("7" * 24000000 + "x", 8),
    lambda: int("7" * 24000000 + "x"),
    lambda: n.to_bytes(16000000, "big"),
    lambda: (-n).to_bytes(16000000, "little", signed=True),
    lambda: int.from_bytes(b"\x07" * 16000000, "big"),
    lambda: bytes.fromhex("07" * 12000000),
    lambda: (b"\x07" * 12000000).hex(":"),
):
    try:
        f()
    except (MemoryError, ValueError) as e:
        print(type(e))
