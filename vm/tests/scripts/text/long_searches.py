# Searches in texts so long that they take steps, for what begins and ends at the steps' bounds.
unit = 1 << 20

for make in (lambda s: s, lambda s: bytearray(s.encode())):
    text = make("." * (3 * unit) + "needle" + "." * 100)
    needle = make("needle")
    for move in (0, 5, 2 * unit - 3):
        at = 3 * unit - move
        part = text[move:]
        print(part.find(needle) == at, part.rfind(needle) == at, part.index(needle) == at)
        print(part.rindex(needle) == at, part.count(needle), needle in part, part.find(make("needly")))
    missing = make("needly")
    print(text.rfind(missing), text.count(missing), missing in text, missing not in text)
    for find in (text.index, text.rindex):
        try:
            find(missing)
        except ValueError as e:
            print("ValueError")
    print(text.find(needle, 3 * unit + 1), text.find(needle, 5, 3 * unit + 6) == 3 * unit)
    print(text.find(needle, 5, 3 * unit + 5), text.rfind(make("."), 0, 3 * unit) == 3 * unit - 1)
    print(text.rfind(make("d")) == 3 * unit + 3, text.count(make("..")) == 3 * unit // 2 + 50)
    print(text.count(make("")) == len(text) + 1, text.rfind(make("")) == len(text))
    for parts in (text.partition(needle), text.rpartition(needle)):
        print(len(parts[0]) == 3 * unit, parts[1] == needle, len(parts[2]))
    for parts in (text.partition(missing), text.rpartition(missing)):
        print([len(part) for part in parts])

# By characters, and one byte by its number.
text = "ä" * unit + "€b" + "ä" * 5
print(text.find("€b") == unit, text.rfind("ää") == unit + 5, text.count("ää") == unit // 2 + 2)
print(b"a" * (2 * unit) in bytearray(2 * unit), (b"ab" * unit).rfind(97) == 2 * unit - 2)

text = "." * (2 * unit) + "d."


class Text(str):
    pass


print(Text(text).find("d.") == 2 * unit, "d." in Text(text), Text(text).count("d."))
