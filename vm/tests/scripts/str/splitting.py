# split, rsplit, splitlines: separators, limits, empty results.

for s in ("a b  c", "  a  ", "", "a", ",", "a,b,,c", ",a,"):
    print(s.split(), s.split(","), s.rsplit(","), s.split(" "), s.split(",", 1), s.rsplit(",", 1))
print("a b c d".split(None, 2), "a b c d".split(" ", 0), "a b c d".split(" ", -1), " a  b ".split(None, 1))
print("a--b--c".split("--"), "a--b--c".rsplit("--", 1), "\u20aca\u20acb".split("\u20ac"), "aXXbXX".split("XX"))
for s in ("", "a\nb", "a\r\nb\n", "a\rb", "\n\n", "a\n\rb", "x\ty\n"):
    print(s.splitlines(), s.splitlines(True), s.splitlines(keepends=True))
for work in (lambda: "a".split(""), lambda: "a".rsplit("")):
    try:
        print(work())
    except ValueError as error:
        print("ValueError", error)
for work in (lambda: "a".split(1), lambda: "a".split(b","), lambda: "a".split(",", "x"), lambda: "a".rsplit(None, 1)):
    try:
        print(work())
    except (TypeError, NotImplementedError) as error:
        print(type(error).__name__, error)
