# Changing a bytearray: items, slices, append, extend, and the rest.

b = bytearray(b"hello")
b[0] = 72
b[-1] = 0
print(b, len(b))
b[1:3] = b"XYZ"
print(b)
b[1:4] = b""
print(b)
b[len(b):] = b"end"
b[:0] = bytearray(b"start")
print(b)
b.append(1)
b.extend(b"ab")
b.extend([3, 4])
b.extend(range(2))
print(b)
b += b"!"
b += bytearray(2)
print(b, b[2:4], type(b[2:4]))
for work in (lambda: b.append(256), lambda: b.append(-1), lambda: b.append("a"), lambda: b.extend(5), lambda: b.extend("text"), lambda: b.extend(["a"])):
    try:
        print(work())
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)


def assign(index, value):
    b[index] = value
    return bytes(b)


b = bytearray(b"abc")
for index, value in ((0, 256), (0, -1), (0, "a"), (10, 1), (-10, 1), ("a", 1), (slice(0, 1) if False else 0, None)):
    try:
        print(index, value, assign(index, value))
    except (TypeError, ValueError, IndexError, OverflowError) as error:
        print(type(error).__name__, error)
for name in ("pop", "remove", "insert", "clear", "reverse", "append", "extend", "decode"):
    print(name, hasattr(b, name), end=" ")
print()
