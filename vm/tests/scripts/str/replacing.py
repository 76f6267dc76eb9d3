# replace: all, some, empty, growing and shrinking.

print("banana".replace("a", "o"), "banana".replace("a", "o", 2), "banana".replace("an", ""), "banana".replace("x", "y"))
print("aaa".replace("aa", "b"), "abc".replace("abc", ""), "".replace("a", "b"), "a\u20acb".replace("\u20ac", "EUR"))
print("abc".replace("", "-"), "".replace("", "x"), "abc".replace("", "-", 2), "abc".replace("b", "b" * 50))
print("banana".replace("a", "o", 0), "banana".replace("a", "o", -1), "banana".replace("a", "o", 100))
for work in (
    lambda: "a".replace(1, "b"), lambda: "a".replace("a", 1), lambda: "a".replace("a"), lambda: "a".replace(b"a", b"b"),
    lambda: "a".replace("a", "b", "c"),
):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)
s = "unchanged"
print(s.replace("zz", "y") is s, b"abab".replace(b"a", b"xx"), b"abab".replace(b"b", b"", 1))
# Inside characters: the bytes that are left over count to the one before, or show themselves.
print(repr("\xff".replace("", "c")), repr("a\u20acb".replace("", "-")), repr("\u20ac".replace("", "")))
