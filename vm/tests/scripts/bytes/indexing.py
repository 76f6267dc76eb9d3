# Indexing, slicing, iterating, containment; bytes do not change.

b = b"hello \xff\x00"
print(b[0], b[-1], b[-2], b[1:3], b[:], b[100:], b[-3:], b[3:1], len(b), list(b[:3]), b[True])
print(101 in b, 5 in b, b"ll" in b, b"" in b, b"x" in b, bytearray(b"lo") in b)
for work in (lambda: b[100], lambda: b[-100], lambda: b["a"], lambda: b[1.0], lambda: "a" in b, lambda: 256 in b, lambda: None in b):
    try:
        print(work())
    except (TypeError, IndexError, ValueError) as error:
        print(type(error).__name__, error)
try:
    b[0] = 1
except TypeError as error:
    print("TypeError", error)
try:
    del b[0]
except TypeError as error:
    print("TypeError", error)
for x in b"ab":
    print(x, end=" ")
x, y = b"\x01\x02"
print(x, y, sum(b"\x01\x02"), max(b"ab"), sorted(b"cab"), list(reversed(b"ab")), list(enumerate(b"a")))
