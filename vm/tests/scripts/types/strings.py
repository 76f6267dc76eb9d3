# Strings: methods, slices, formatting, f-strings, escapes, Unicode.

s = "Hello, Wörld"
print(s, len(s), s[7:9], s[-1], s[:5])
print(s.upper(), s.lower(), s.find("W"), s.replace("l", "L", 2))
print("a,b,,c".split(","), " x  y ".split(), "-".join(["1", "2"]), "  x ".strip() + "|")
print("abc".startswith("ab"), "abc".endswith("bc"), "b" in "abc", "abc".count("b"))
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("\t\n\\\x00é"))
print("%s %d %5.2f %x %r %%" % ("s", 42, 3.14159, 255, "r"))
print("{0} {1} {name!r:>6} {0:#x}".format(7, 8, name="n"), "{} {}".format(1, 2))
try:
    s[::2]
except NotImplementedError as error:
    print(error)
width = 8
value = 3.14159
print(f"[{value:.2f}] [{value:{width}.1f}] [{s!r}] [{1 + 1}] {{}}")
print(f"{'left':<8}|{'right':>8}|{'mid':^8}|{42:08d}|{-42:+d}|{1000000:,}")
print("a" "b" 'c', "x" * 3, "abc" < "abd", "Z" < "a")
print(ord("é"), chr(233), "é".encode(), b"\xc3\xa9".decode())
print("line one\nline two".splitlines() if hasattr("", "splitlines") else "none")
print("a-b-c".rsplit("-", 1), "a=b=c".partition("="), "abc".isalpha(), "12".isdigit(), " ".isspace())
print(str(12), str(None), str([1, "a"]), int("ff", 16), int("-12"), float("1.5"))
