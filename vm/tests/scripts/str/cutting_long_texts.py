# Long texts beyond ASCII are cut, changed and encoded as short ones are.

unit = "aß€\U0001f600Z"
n = 20000
text = unit * n
print(len(text), len(text.encode()))
for start, stop in ((1, 4), (4, -4), (50000, 50007), (-7, None), (None, 99999), (3, 2), (-3, 3), (99990, 200000)):
    part = text[start:stop]
    print(start, stop, len(part), part[:3], part[-3:])
for i in (0, 1, 2, 3, 4, 65535, 65536, 99999, -1, -2, -99999, -100000):
    print(i, text[i] == unit[i % 5])
for i in (100000, -100001):
    try:
        text[i]
    except IndexError as e:
        print("IndexError")
data = text.encode()
print(data.decode() == text, str(data, "utf-8") == text, str(bytearray(data), "utf8") == text)
for cut in (1, 2, 3, 5, 8):
    try:
        print(cut, len(data[:-cut].decode()))
    except UnicodeError:
        print(cut, "UnicodeError")
print(text.upper() == unit.upper() * n, text.lower() == unit.lower() * n)
print(len(text.replace("ß", "")), text.replace("ß€", "?")[-6:], text.count("€\U0001f600"))
print(text.find("Z", 99999), text.find("Z", 99998), text.rfind("aß"), text.index("€", 50000))
print((text + "!")[-3:], ("!" + text)[:3], (text * 2)[99999:100002] == "Zaß")
print(len("%s" % text), len("{:>300000}".format(text).encode()), ("%.7s" % ("a" * 9)))
many = "ab" * 800000 + "ß"
changed = many.replace("ab", "c")
print(len(changed), changed[-2:], len(many.replace("ba", "xyz")), many.replace("bb", "") == many)
print(len(many.replace("b", "cc", 3)), many.replace("a", "", 2)[:5])
