# array.array and memoryview.

import array


def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e.args)


print(array.array("i"), array.array("i", [1, 2, 3]), array.array("B", b"abc"), array.array("h", b"abcde"))
print(array.array("f", [1, 2.5]), array.array("i", (x for x in [1, 2])), array.array("b", [-1, 200]), array.array(b"H", [2]))
print(array.array("q", [1 << 40]), array.array("Q", [1 << 63]), array.array("d", [1 << 40, 0.1]))
a = array.array("i", [1])
a.append(5)
a.extend([7, 8])
a.extend(b"1234")
a.extend(x for x in [3])
a += array.array("i", [9])
a[0] = -2
print(a, a[1:3], a + array.array("i", [1]), len(a), bytes(array.array("H", [1, 258])), a == array.array("i", [1]), array.array("B", b"a") == b"a")

view = memoryview(bytearray(b"abcdef"))
inner = memoryview(view[1:])[1:4]
inner[0] = 67
inner[1:] = b"DE"
print(bytes(view), bytes(inner), len(inner), inner[0], list(inner), view[1:].hex(), memoryview(b"abc") == b"abc")
items = memoryview(array.array("H", [1, 2, 3]))
print(len(items), list(items[1:]), items[-1], view)

show(lambda: array.array("x"))
show(lambda: array.array("x", [1]))
show(lambda: array.array("i", 5))
show(lambda: array.array("h", "abcd"))
show(lambda: array.array(5))
show(lambda: array.array())
show(lambda: array.array("i", [1], 3))
show(lambda: array.array("i", ["a"]))
show(lambda: a.find)
show(lambda: memoryview(5))
show(lambda: memoryview())
show(lambda: memoryview("abc")[0])


def write():
    memoryview(b"abc")[0] = 1


show(write)
