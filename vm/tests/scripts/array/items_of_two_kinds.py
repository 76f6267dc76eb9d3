# Arrays are equal or not by their items' bytes; items of two kinds, and floats, are not compared.
from array import array


def attempt(work):
    try:
        print(work())
    except NotImplementedError:
        print("NotImplementedError")


attempt(lambda: array("b", [1]) == array("B", [1]))
attempt(lambda: array("b", [1]) == array("h", [1]))
attempt(lambda: array("h", [1]) != array("i", [1]))
attempt(lambda: array("f", [1]) == array("f", [1]))
attempt(lambda: array("d") == array("f"))
attempt(lambda: memoryview(array("h", [1])) == bytearray(2))
attempt(lambda: bytearray(2) == array("h", [0]))
attempt(lambda: array("h", [0]) == b"\0\0")
attempt(lambda: [array("b")] == [array("h")])
attempt(lambda: array("O") == array("P"))
same = array("f", [1])
attempt(lambda: same == same)
attempt(lambda: array("b", [1]) == 5)
