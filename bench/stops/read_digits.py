# Long numbers from text and bytes.
s = "7" * 2000000
int("0x" + "f" * 2000000, 16)
int.from_bytes(b"7" * 8000000, "big")
int.from_bytes(b"7" * 8000000, "big").to_bytes(8000000, "little")
float(s)
int(s)
int(s, 7)
