# The methods that bytes share with text.

b = b"banana,bandana"
print(b.find(b"an"), b.rfind(b"an"), b.index(b"n"), b.rindex(b"a"), b.count(b"an"), b.find(b"x"), b.find(b"a", 3), b.count(b"", 2, 4))
print(b.split(b","), b.rsplit(b"a", 1), b.split(b"an", 2), b" a b ".split(), b.partition(b","), b.rpartition(b"a"))
print(b.replace(b"an", b"AN"), b.replace(b"a", b"", 2), b.startswith(b"ban"), b.endswith(b"na"), b.upper(), b.upper().lower())
print(b" a ".strip(), b"xax".strip(b"x"), b"xax".lstrip(b"x"), b"xax".rstrip(b"x"), b"12".isdigit(), b"ab".isalpha(), b" ".isspace())
print(b"a\nb".splitlines() if hasattr(b"", "splitlines") else "-", b"ab".center(6), b"A".isupper(), b"a".islower())
print(b"-".join([b"a", b"b"]), b"%d %s" % (1, b"x") if True else "", b"{}".format(5) if hasattr(b"", "format") else "-")
for work in (
    lambda: b.find("an"), lambda: b.split(","), lambda: b.index(b"zz"), lambda: b.replace(b"a", "b"), lambda: b.startswith("b"),
    lambda: b.join(["a"]), lambda: b.split(b""), lambda: b.count(), lambda: b.strip(1), lambda: b.find(97),
):
    try:
        print(work())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
