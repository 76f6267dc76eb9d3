# Concatenation, repetition and comparison.

print(b"a" + b"b", b"ab" * 3, 2 * b"x", b"a" * 0, b"a" * -1, b"a" + bytearray(b"b"), bytearray(b"a") + b"b")
print(b"a" < b"b", b"abc" < b"abd", b"ab" < b"abc", b"a" == b"a", b"a" == bytearray(b"a"), b"a" != b"b", b"\xff" > b"a")
print(b"a" == "a", b"a" == 97, b"" == None, b"a" == [97], memoryview(b"ab") == b"ab", b"ab" == memoryview(b"ab"))
for work in (
    lambda: b"a" + "b", lambda: b"a" + 1, lambda: b"a" * b"b", lambda: b"a" - b"b", lambda: b"a" < "b", lambda: b"a" < 1,
    lambda: b"a" * 1.5, lambda: -b"a",
):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)
b = b"ab"
b += b"cd"
b *= 2
print(b, hash(b"ab") == hash(b"a" + b"b"), {b"k": 1}[b"k"], bool(b""), bool(b"\0"))
import array

print(b"a" + array.array("B", [1, 2]), b"" + memoryview(b"xy") if False else b"")
