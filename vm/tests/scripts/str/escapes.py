# Escapes in literals, raw strings, and what repr writes back.

print("\a\b\f\n\r\t\v\\".encode(), "\0\1\12\101\x41\u0041\U00000041")
print(r"\n\x41\\", len(r"\""), b"\x00\xff\n\\", br"\x00", "ab")
print(repr("\0\x01\x1f\x7f\x80\xa0\u00ff\u0100\u20ac\uffff\U0001f600"))
print(repr("'"), repr('"'), repr("'\""), repr("\\"), repr("\n\r\t"), repr(""), repr("\x0b\x0c"))
print(repr(b"'"), repr(b'"'), repr(b"'\""), repr(b"\n\r\t\\"), repr(bytes(range(256)))[:200])
print("""two
lines""", '''and "quotes"''', """ends with \"""")
print("kept", "%r" % "a\n")
print(len("\u00e9"), len("\xe9"), "\u00e9" == "\xe9", len(b"\xe9"), "caf\u00e9".encode())
