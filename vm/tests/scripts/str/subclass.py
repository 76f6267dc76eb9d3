# Classes based on str.

class Loud(str):
    def __str__(self):
        return "LOUD"

    def __len__(self):
        return 99


class Plain(str):
    pass


p = Plain("abc")
p.extra = 1
print(p, p.extra, len(p), p.upper(), p + "d", p[0], p[1:], p == "abc", isinstance(p, str), type(p), type(p + ""))
print({p: 1}[p], p in ("abc",), "%s" % p, "{}".format(p), list(p), "b" in p, repr(p), hash(p) == hash("abc"))
print(p.startswith("a"), p.split("b"), p.encode(), sorted([p, "abb"]))
loud = Loud("quiet")
print(loud, [loud], len(loud), "%s" % loud, str(loud), loud.upper())
print(Plain("y") * 2, Plain() == "", Plain(5))
