# Word wrap, run lengths, Caesar, Vigenere, palindromes, edit distance.

def wrap(text, width):
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = (line + " " + word).strip()
    return lines + [line]


for line in wrap("The quick brown fox jumps over the lazy dog and runs away from it", 20):
    print("|%-20s|" % line)


def rle(s):
    out, i = "", 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]:
            j += 1
        out += "%d%s" % (j - i, s[i])
        i = j
    return out


def unrle(s):
    out, n = "", ""
    for c in s:
        if c.isdigit():
            n += c
        else:
            out += c * int(n)
            n = ""
    return out


print(rle("aaabccddddd"), unrle(rle("aaabccddddd")), rle(""))


def caesar(s, k):
    return "".join(chr((ord(c) - 97 + k) % 26 + 97) if "a" <= c <= "z" else c for c in s)


print(caesar("hello, world", 3), caesar(caesar("hello", 5), -5))


def vigenere(s, key):
    return "".join(chr((ord(c) + ord(key[i % len(key)]) - 194) % 26 + 97) for i, c in enumerate(s))


print(vigenere("attackatdawn", "lemon"))


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


print(distance("kitten", "sitting"), distance("", "abc"), distance("same", "same"))
print([s for s in ("level", "Noon", "abc", "A man a plan") if s.lower().replace(" ", "") == "".join(reversed(s.lower().replace(" ", "")))])


def anagrams(words):
    groups = {}
    for w in words:
        groups.setdefault("".join(sorted(w)), []).append(w)
    return sorted(g for g in groups.values() if len(g) > 1)


print(anagrams("listen silent enlist google elgoog abc cab".split()))
