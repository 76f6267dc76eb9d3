# Arrays as buffers: of bytes, of views, and in other arrays.

from array import array

a = array("H", [1, 258])
print(bytes(a), bytearray(a), bytes(memoryview(a)), bytes(array("B", [1])))
print(array("B", memoryview(b"ab")))
b = bytearray(4)
b[0:4] = bytes(a)
print(b, memoryview(b)[2])
for code in "bhiq":
    print(code, bytes(array(code, [-2])), end=" ")
print()
print(bytes(array("f", [1.5])), bytes(array("d", [1.5])), list(array("f", [1e10, float("inf")])))


class Samples(array):
    def mean(self):
        return sum(self) / len(self)


try:
    s = Samples("i", [1, 2, 6])
    print(s.mean(), len(s), s[1], s)
except Exception as error:
    print(type(error).__name__, error)
