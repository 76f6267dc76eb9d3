# Order of text by code points, and sorting with keys.

words = ["banana", "Apple", "cherry", "apple", "\u00e9clair", "10", "9", "", " ", "Banana"]
print(sorted(words))
print(sorted(words, key=lambda w: w.lower()), sorted(words, key=len), sorted(words, reverse=True)[:3])
print(max(words), min(words), max(words, key=len), "a" < "aa" < "ab" < "b", "Z" < "a", "10" < "9", "" < " ")
print(["a", "b"] < ["a", "c"], ("x", 1) < ("x", 2), "abc" == "ab" + "c", "a\0b" > "a", "\x7f" < "\x80" < "\u0100" < "\uffff" < "\U00010000")
print([(a > b) - (a < b) for a in ("a", "b") for b in ("a", "b", "ab")], sorted("\u00e9ez\u00e0a"), sorted([b"b", b"a", b"\xff"]))


def natural(s):
    parts, n = [], ""
    for c in s:
        if c.isdigit():
            n += c
        else:
            if n:
                parts.append((0, int(n)))
                n = ""
            parts.append((1, c))
    if n:
        parts.append((0, int(n)))
    return parts


print(sorted(["f10", "f9", "f1", "e2"], key=natural))
