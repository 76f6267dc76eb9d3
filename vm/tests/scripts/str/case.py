# upper, lower, and the tests of classes of characters.

for s in ("", "abc", "ABC", "aBc1", "123", " \t\n", "a b", "h\u00e9", "\u00c9\u00df", "_", "A", "1a"):
    print(repr(s), s.upper(), s.lower(), s.isupper(), s.islower(), s.isalpha(), s.isdigit(), s.isspace())
print("abc".upper() is "abc", "x".upper().lower())
for name in ("capitalize", "title", "swapcase", "casefold", "isalnum", "isidentifier", "zfill", "expandtabs", "removeprefix"):
    print(name, hasattr("", name), end="; ")
print()
for method in ("upper", "isdigit"):
    try:
        getattr("a", method)(1)
    except TypeError as error:
        print("TypeError", error)
