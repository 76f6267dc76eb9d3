# Strings: building, slicing, splitting, searching, replacing and formatting.


def build(n):
    parts = []
    for i in range(n):
        parts.append("item " + str(i) + ", ")
    text = "".join(parts)
    return text


def scan(text):
    vowels = 0
    for character in text:
        if character in "aeiou":
            vowels += 1
    return vowels


def reverse_words(text):
    out = []
    for word in text.split(", "):
        out.append("".join(reversed(word)).upper())
    return "-".join(out)


def caesar(text, shift):
    out = []
    for character in text:
        code = ord(character)
        if 97 <= code <= 122:
            code = (code - 97 + shift) % 26 + 97
        out.append(chr(code))
    return "".join(out)


def grow(n):
    text = ""
    for i in range(n):
        text += chr(97 + i % 26)
        if text.endswith("xyz") and text.find("abc") >= 0:
            text = text.replace("abc", "c")
    return text


def table(n):
    width = 0
    for i in range(n):
        line = "%5d|%-8s|{:>6}|{:x}".format(i, i * 31) % (i, "n" + str(i % 10))
        width += len(line.strip()) + line.count("1")
    return width


text = build(9000)
print(len(text), scan(text), len(reverse_words(text)), caesar(text, 3)[-40:])
print(len(grow(2500)), table(20000), text.lower().rfind("item 77"))
