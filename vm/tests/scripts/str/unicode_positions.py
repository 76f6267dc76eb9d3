# Positions count characters, not bytes, in long text of mixed widths.

text = "".join(chr(c) for c in (97, 233, 8364, 128512)) * 20
print(len(text), len(text.encode()))
print([ord(text[i]) for i in (0, 1, 2, 3, 40, 79, -1, -80)])
print(text[5:9], text[-3:], text.find("\U0001f600"), text.rfind("\u20ac"), text.index("\u00e9", 2), text.count("a\u00e9"))
for i in range(0, 80, 7):
    print(ord(text[i]), text[i:i + 2].encode(), end=" ")
print()
try:
    text[80]
except IndexError as error:
    print("IndexError", error)
words = "na\u00efve caf\u00e9 \u4f60\u597d \U0001f600".split()
print(words, [len(w) for w in words], [w.encode() for w in words], " ".join(reversed(words)))
print(sorted(words), max(words), "caf\u00e9" in text, "\u4f60" in words[2], words[2] + "!", words[0].replace("\u00ef", "i"))
d = {w: len(w) for w in words}
print(d["caf\u00e9"], d["\u4f60\u597d"], "%s|%5s|%-5s|" % (words[1], words[2], words[2]), "{:>6}|{:<6}|".format(words[2], words[3]))
print("\u00e9".upper(), "\u00c9".lower(), "\u4f60".isalpha(), "\u0663".isdigit(), "\u3000".isspace(), "x\u00a0y".split())
print(list("\u00e9\u20ac"), ord("\U0010ffff"), [c for c in "a\u0301"], "e\u0301" == "\u00e9", "\ud800" if False else "-")
