# bytearray of numbers, iterables, text, buffers.

print(bytearray(), bytearray(3), bytearray([1, 2]), bytearray(b"xy"), bytearray("a\u20ac", "utf-8"), bytearray(range(3)))
print(bytearray(bytearray(b"ab")), bytearray(i for i in (65, 66)), bytearray(memoryview(b"mv")), repr(bytearray(b"\x00'\xff")))
a = bytearray(b"ab")
c = bytearray(a)
c[0] = 0
print(a, c, a == b"ab", a == bytearray(b"ab"), b"ab" == a, a == "ab", a < b"b", bool(bytearray()), bool(a))
for args in (("abc",), ([256],), (["a"],), (None,), (1.5,)):
    try:
        print(bytearray(*args))
    except (TypeError, ValueError, OverflowError) as error:
        print(args, type(error).__name__, error)
try:
    {a: 1}
except TypeError as error:
    print("TypeError", error)
print(a + b"c", list(a), a.find(b"b"), a.decode(), a.upper(), len(a))
