# Arrays of every type code: limits, wrapping, conversion.

from array import array

for code in "bBhHiIlLqQ":
    a = array(code, [0, 1, 100])
    a.append(27)
    print(code, a, len(a), a[1], a[-1], sum(a))
for code in "fd":
    a = array(code, [0, 1, 2.5])
    a[0] = -0.5
    print(code, a, a[2])
print(array("B"), array("B", b"ab"), array("b", [-1, -128, 127]), array("H", range(3)), array("B", bytearray(3)), array("I", (1, 2)))
for args in ((), ("z",), ("B", 5), ("B", ["a"]), (5,), ("B", [1.5]), ("", [])):
    try:
        print(args, array(*args))
    except (TypeError, ValueError) as error:
        print(args, type(error).__name__, error)
for code, value in (("B", 256), ("B", -1), ("b", 128), ("h", 40000), ("H", 70000)):
    a = array(code, [0])
    try:
        a[0] = value
        print(code, value, a)
    except OverflowError as error:
        print(code, value, "OverflowError", error)
