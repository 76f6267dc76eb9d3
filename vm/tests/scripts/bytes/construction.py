# bytes of integers, iterables, text and buffers; what is refused.

print(bytes(), bytes(3), bytes([1, 2, 255]), bytes((65, 66)), bytes(range(5)), bytes("a\u20ac", "utf-8"), bytes(b"xy"))
print(bytes(bytearray(b"ab")), bytes(memoryview(b"cd")), bytes(i for i in (1, 2)), bytes({5}), b"a" b"b", bytes("abc", "ascii"))
for args in (("abc",), (-1,), ([256],), ([-1],), (["a"],), (None,), (1.5,), ([1.5],), (1, "utf-8"), ("a", "utf-8", "strict", 1)):
    try:
        print(args, bytes(*args))
    except (TypeError, ValueError, OverflowError) as error:
        print(args, type(error).__name__, error)
