# Changing what lies under a view.

b = bytearray(b"abcdef")
m = memoryview(b)
m[0] = 65
m[-1] = 70
print(b)
m[1:3] = b"XY"
m[3:5] = bytearray(b"ZZ")
print(b, bytes(m))
part = m[2:5]
part[0] = 33
part[1:] = m[0:2]
print(b, bytes(part))
for index, value in ((0, 256), (0, -1), (10, 1), (0, "a"), (0, b"a")):
    try:
        m[index] = value
        print(index, value, b)
    except (TypeError, ValueError, IndexError, OverflowError) as error:
        print(type(error).__name__, error)
for value in (b"toolong", b"", b"a"):
    try:
        m[0:2] = value
        print(b)
    except ValueError as error:
        print("ValueError", error)
try:
    m[0:2] = "ab"
except (TypeError, NotImplementedError) as error:
    print(type(error).__name__, error)
import array

a = array.array("H", [1, 2, 3])
v = memoryview(a)
v[1] = 500
print(a, len(v), v[1], v.itemsize, list(v[1:]))
v[0:2] = array.array("H", [7, 8])
print(a)
try:
    v[0:2] = array.array("B", [7, 8])
except ValueError as error:
    print("ValueError", error)
