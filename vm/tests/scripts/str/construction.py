# str of everything, of bytes with an encoding, and wrong arguments.

class Named:
    def __init__(self, name):
        self.name = name

    def __str__(self):
        return "named " + self.name


class OnlyRepr:
    def __repr__(self):
        return "<only repr>"


class BadStr:
    def __str__(self):
        return 5


print(str(), str(1), str(1.5), str(None), str(True), str([1, "a"]), str((1,)), str({"a": 1}), str(b"ab"), str("ab"))
print(str(Named("x")), str(OnlyRepr()), str(len) == repr(len), str(int), str(ValueError("m")), repr(ValueError("m")))
print(str(b"ab", "utf-8"), str(b"\xe2\x82\xac", "utf8"), str(bytearray(b"xy"), "utf-8"), str(b"", "ascii"))
print(str(b"ab", "utf-8", "strict"), str(memoryview(b"abc"), "utf-8"))
for args in ((b"\xff", "utf-8"), (b"\xc3", "utf8"), (b"a\x80", "utf-8")):
    try:
        print(str(*args))
    except UnicodeError as error:
        print("UnicodeError", error)
for args in (("a", "utf-8"), (1, "utf-8"), (b"a", "utf-8", "strict", 1)):
    try:
        print(str(*args))
    except TypeError as error:
        print("TypeError", error)
try:
    str(BadStr())
except TypeError as error:
    print("TypeError", error)
