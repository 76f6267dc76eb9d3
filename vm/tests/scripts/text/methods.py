# The methods of str, bytes and bytearray, and how they refuse arguments.


def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e.args)


text = "naïve café, naïve"
print(text.find("ï"), text.find("é"), text.rfind("naïve"), text.find("v", -3), text.find("n", 1, -4))
print(text.index("café"), text.rindex("ï"), text.count("naï"), text.count(""), text.count("a", 3))
print(text.startswith("naïve"), text.startswith("ca", 6), text.endswith(("x", "ïve")), "".startswith(""))
print(text.replace("naïve", "N"), text.replace("e", "E", 1), "abc".replace("", "-"), "aaa".replace("aa", "b"))
print(text.partition(", "), text.rpartition("a"), text.partition("#"), text.rpartition("#"))
print(text.upper(), text.lower(), "MiXed".lower(), "ß".upper())
for s in ("", " \t", "aB", "AB1", "ab1", "12", "é", "1"):
    print(repr(s), s.isspace(), s.isalpha(), s.isdigit(), s.isupper(), s.islower())

print("a,b,,c".split(","), "a,b,,c".split(",", 2), "a,b,,c".rsplit(",", 2), " a  b c ".split(), " a  b c ".split(None, 1))
print("".split(), "".split("x"), "a, b".split(", "), "ab".rsplit("b", 9))
print("one\ntwo\r\nthree\rfour\n".splitlines(), "one\r\n\ntwo".splitlines(True), "a\nb".splitlines(keepends=True))
print("  x  ".strip() + "|", "  x  ".lstrip() + "|", "  x  ".rstrip() + "|", "xyabcyx".strip("xy"), "mississippi".rstrip("ip"))
print(repr("abc".strip("abc")), "[" + "é".center(4) + "]", "[" + "abc".center(6) + "]", "abc".center(2))
print("-".join(["a"]), "".join(("a", "b")), ", ".join(c for c in "abc"), "é".join("abc"), ",".join({"k": 1}), repr(",".join([])))

data = b"abc-abc"
print(data.find(b"c"), data.find(98, 3), data.rfind(bytearray(b"a")), data.count(b"abc"), data.index(b"-"))
print(data.split(b"-"), data.partition(b"-"), data.replace(b"abc", b"\xff"), data.upper(), b"-".join([b"x", bytearray(b"y")]))
print(data.startswith(b"abc"), data.endswith(b"bc"), b" x ".strip(), data.strip(b"a"), b"{}".format(1))

array = bytearray(b"abc-abc")
print(array.split(b"-"), array.partition(b"-"), array.partition(b"#"), array.upper(), array.join([b"x", b"y"]))
array.append(33)
array.extend(b"de")
array.extend([1, 2])
array.extend(x for x in range(3))
array += b"!"
print(array, array.find(b"de"), array.count(b"abc"), array.replace(b"abc", b""))

show(lambda: "abc".index("x"))
show(lambda: "abc".find(b"a"))
show(lambda: b"abc".find("a"))
show(lambda: b"abc".find(256))
show(lambda: "abc".find("a", "b"))
show(lambda: b"abc".find(b"a", "b"))
show(lambda: "abc".startswith(1))
show(lambda: "abc".split(""))
show(lambda: "abc".split(1))
show(lambda: "abc".split("a", "b"))
show(lambda: "abc".rsplit(None, 1))
show(lambda: "abc".partition(""))
show(lambda: "abc".replace("a", 1))
show(lambda: "abc".strip(None))
show(lambda: "abc".center("x"))
show(lambda: "abc".splitlines(keep=1))
show(lambda: "a".join(5))
show(lambda: "a".join([5]))
show(lambda: "a".join([b"a"]))
show(lambda: b"a".join(["a"]))
show(lambda: "é".strip("\xe8"))
show(lambda: bytearray(b"a").append("x"))
show(lambda: bytearray(b"a").append(300))
show(lambda: "abc".encode(encoding="utf-8"))


class Name(str):
    pass


name = Name("Ada")
print(name.upper(), name.find("d"), name + "!", type(name.strip()), ",".join(name))
show(lambda: ",".join([name]))
show(lambda: "Ada".find(name))


class Raw(bytes):
    pass


print("d" in name, "Ad" in name, b"bc" in Raw(b"abc"), 97 in Raw(b"abc"), b"bc" in bytearray(b"abc"))
