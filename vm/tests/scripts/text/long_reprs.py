# What texts show themselves as that are so long that it takes steps.
def check(text, shown):
    r = repr(text)
    print(len(r), r == shown, ("%r" % (text,)) == r, "{!r}".format(text) == r, ("%r" % [text]) == "[" + r + "]")


n = 50000
check("abc" * n, "'" + "abc" * n + "'")
check("a'\x00" * n, '"' + "a'\\x00" * n + '"')
check("'\"" * n, "'" + "\\'\"" * n + "'")
check("ä€\n" * n, "'" + "ä€\\n" * n + "'")
check(b"a\xff'" * n, 'b"' + "a\\xff'" * n + '"')
check(bytearray(b"\\" * n * 2), "bytearray(b'" + "\\\\" * n * 2 + "')")
print(len(str(b"\x80" * n * 2)), str(["ab" * n, 1])[-9:], len(str({"ab" * n: b"cd" * n})))


class Text(str):
    pass


print(len(repr(Text("ab" * n))), len(str(Text("ab" * n))))
