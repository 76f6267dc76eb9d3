# Strings with halves of surrogate pairs, which Unicode has no characters for.

half = chr(0xD800)
print(repr(half), len(half), ord(half), half.encode(), half == "\ud800", half != "\udfff")
both = "a\ud83d" + "\ude00é"
print(repr(both), len(both), [ord(c) for c in both])
print(repr(both[1]), repr(both[1:3]), repr(both[-1]), repr(both[::1]))
print("\ud83d" in both, "\ud83e" in both, both.find("\ude00"), both.count("\ud83d"))
print(repr(both * 2), half < "\ud801", half < "a", sorted(["\ud802", "\ud801"]))
print({half: 1}["\ud800"], half in {"\ud800"}, hash(half) == hash("\ud800"), bool(half))
print(repr(both.replace("\ud83d", "x")), [repr(part) for part in both.split("\ude00")])
print(repr("%s|%r" % (half, half)), repr("{}|{!r}".format(half, half)), repr("".join([half, "z"])))
print(repr(b"\xed\xa0\x80".decode()), repr(str(b"\xf4\x90\x80\x80", "utf-8")))
print(type(half), isinstance(half, str), repr(half.upper()), half.startswith("\ud800"))
print((half, [half]), {half: half})
for text in (b"\xed\xa0", b"\xa0", b"\xff"):
    try:
        print(text.decode())
    except UnicodeError:
        print("UnicodeError", text)
try:
    chr(0x110000)
except ValueError as error:
    print(error)
# As keys that formats ask for.
for f in (
    lambda: "{\ud800}".format(1),
    lambda: "%(\ud800)s" % {"\ud800": 5},
    lambda: "%(\ud800)s" % {},
    lambda: b"%(\xff)s" % {},
):
    try:
        print(repr(f()))
    except KeyError as error:
        print("KeyError", error.args)
