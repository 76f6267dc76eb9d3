# Arrays made from lists that are packed in steps.
from array import array

x = [1, 2, 255] * 100000
a = bytearray(x)
print(type(a), len(a), a[:4], a[-2:], a == bytes(x))
for code in "bBhHiIlLqQfd":
    a = array(code, x)
    print(code, len(a), a[0], a[-1], a[299998])
print(array("d", tuple(x))[2], len(array("i", range(300000))), bytearray([300] * 300000)[7])
for bad in ([1] * 299999 + ["x"], [None] * 300000):
    for make in (bytearray, lambda v: array("i", v), lambda v: array("d", v)):
        try:
            make(bad)
        except TypeError as e:
            print("TypeError")
