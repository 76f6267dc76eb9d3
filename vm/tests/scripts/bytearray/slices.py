# Assigning to and deleting slices of a bytearray.

for start in (None, 0, 2, -2, 9):
    for stop in (None, 1, 3, -1):
        b = bytearray(b"abcdef")
        b[start:stop] = b"XY"
        print(bytes(b), end=" ")
    print()
b = bytearray(10)
b[2:5] = range(65, 68) if False else b"ABC"
b[0:2] = bytearray([1, 2])
b[5:7] = memoryview(b"mv")
print(b)
import array

b[7:9] = array.array("B", [9, 8])
print(b)
for work in ("b[0:1] = 5", "b[0:1] = 'text'", "b[::2] = b'ab'", "del b[0]", "del b[0:2]"):
    try:
        exec(work)
        print(work, b)
    except (TypeError, NotImplementedError, ValueError) as error:
        print(work, type(error).__name__, error)
big = bytearray()
for i in range(300):
    big[len(big):] = bytes([i & 255])
print(len(big), big[-3:], sum(big))
