# Characters of texts, one at a time: by a loop, by their place, by their code, and looked for.


def made(text):
    return "".join(list(text))


texts = ["", "a", "plain text", made("plain text"), "h\u00e9llo", "\u65e5\u672c\u8a9e", "a\U0001f600b", "tab\tnul\0end", "x" * 40]
for text in texts:
    print(len(text), [c for c in text], [ord(c) for c in text], [text[i] for i in range(-len(text), len(text))][:6])
    for i in (len(text), -len(text) - 1, 100):
        try:
            print(text[i])
        except IndexError as error:
            print(error)
for code in (0, 9, 65, 127, 128, 233, 0x65E5, 0x1F600):
    print(code, repr(chr(code)), ord(chr(code)), chr(code) == chr(code), chr(code) in "Az\x7f\u00e9")
for bad in (-1, 0x110000, "a", None):
    try:
        print(chr(bad))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
for bad in ("", "ab", 5, b"xy"):
    try:
        print(ord(bad))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(ord(b"x"), ord("x"))

count = 0
for c in "the quick brown fox":
    if c in "aeiou":
        count += 1
    elif c == " ":
        count += 100
print(count)
words = ["same", made("same"), "sama", "sam", "", "s\u00e9me", made("s\u00e9me"), 5, None, "x" * 33, made("x" * 33)]
print([[a == b for b in words] for a in words])
print([[a != b for b in words] for a in words])
print([c in ("a", "b", 1) for c in ("a", made("b"), "c", 1, True, 1.0, None)])
print([c in ["a", made("bb"), 1, None] for c in ("a", "bb", made("bb"), 1, True, 1.0, None)])


def mixed(values):
    out = []
    for v in values:
        for item in v:
            out.append(item)
    return out


print(mixed(["ab", [1, 2], "\u00e9", (3,), b"c", {"k": 1}, "d", range(2), ""]))
it = iter("abc")
for c in it:
    print(c, next(it, "-"))
