# find, rfind, index, rindex and count, with ranges and with Unicode.

s = "banana \u20ac bandana"
for sub in ("a", "an", "ana", "", "x", "\u20ac", "band", s, s + "x"):
    print(repr(sub), s.find(sub), s.rfind(sub), s.count(sub), sub in s)
for args in (("a", 2), ("a", 2, 4), ("a", -3), ("a", 100), ("a", 3, 2), ("", 3), ("", 3, 3), ("an", -100, 3)):
    print(args, s.find(*args), s.rfind(*args), s.count(*args))
print("aaaa".count("aa"), "".count(""), "abc".count(""), "".find(""), "".find("a"), "abc".find("", 3), "abc".find("", 4))
for work in (lambda: s.index("zz"), lambda: s.rindex("zz"), lambda: s.index("a", 100)):
    try:
        print(work())
    except ValueError as error:
        print("ValueError", error)
print(s.index("an"), s.rindex("an"), s.index("an", 2))
for work in (lambda: s.find(1), lambda: s.find(b"a"), lambda: s.count(None), lambda: s.find(), lambda: 1 in s, lambda: b"a" in s):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)
