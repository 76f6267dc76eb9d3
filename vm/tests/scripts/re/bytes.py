# Patterns and texts of bytes: groups have the type of the text.
import re

for pattern, text in (("b(.)", b"abc"), (b"b(.)", "abc"), (b"b(.)", b"abc"), (b"\xff(.)", b"a\xff\xfe")):
    m = re.search(pattern, text)
    print(pattern, text, m and (m.group(0), m.group(1)))
print(re.compile(b",").split(b"a,b"), re.compile(",").split(b"a,b"))
print(re.sub("b", "x", b"abc"), re.sub(b"b", b"x", "abc"), re.sub("b", b"x", "abc"))
for f in (
    lambda: re.search("a", bytearray(b"a")),
    lambda: re.search("a", 1),
    lambda: re.search(1, "a"),
    lambda: re.compile(None),
    lambda: re.sub("a", 1, "a"),
    lambda: re.sub("a", 1, "b"),
    lambda: re.sub("a", "b", None),
    lambda: re.compile("a").split(3),
):
    try:
        print(f())
    except TypeError as e:
        print(e)
