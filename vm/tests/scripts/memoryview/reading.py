# Views of bytes: items, slices, comparison, length.

m = memoryview(b"hello world")
print(m[0], m[-1], len(m), bytes(m[1:4]), bytes(m[6:]), list(m[:3]), m == b"hello world", bytes(m[2:8][1:3]))
print(m[0:5] == b"hello", m != b"x", 104 in m if False else "-", [x for x in m[:2]], type(m[1:2]), bytes(m[5:2]))
for work in (lambda: m[100], lambda: m["a"], lambda: m[1.5], lambda: memoryview("text"), lambda: memoryview(5), lambda: memoryview([1]), lambda: memoryview()):
    try:
        print(work())
    except (TypeError, IndexError) as error:
        print(type(error).__name__, error)
try:
    m[0] = 1
except TypeError as error:
    print("TypeError", error)
print(hasattr(m, "itemsize"), m.itemsize, bytes(m) + b"!", bytearray(m[:2]), str(m[:5], "utf-8"), b"".join([m[:2], b"x"]) if False else "-")
print(bool(memoryview(b"")), bool(m), bytes(memoryview(memoryview(b"nested"))))
