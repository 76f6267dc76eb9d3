# encode and decode: UTF-8 of all lengths, what is not UTF-8.

for s in ("", "abc", "\u00e9", "\u20ac", "\U0001f600", "a\u00e9\u20ac\U0001f600z", "\x7f\x80", "\u07ff\u0800", "\uffff\U00010000"):
    data = s.encode()
    print(len(s), len(data), data, data.decode() == s, s.encode("utf-8") == data, str(data, "utf-8") == s)
for data in (b"\x80", b"\xc3", b"\xe2\x82", b"\xf0\x9f\x98", b"a\xffb", b"\xc3\x28", b"\xe2\x28\xa1"):
    try:
        print(data, len(data.decode()))
    except UnicodeError as error:
        print("UnicodeError", error)
print(b"abc".decode("ascii"), b"abc".decode("utf-8", "ignore"), bytearray(b"xy").decode())
for work in (lambda: "a".encode(1), lambda: "a".decode(), lambda: b"a".encode(), lambda: "a".encode("utf-8", "strict", 1)):
    try:
        print(work())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
