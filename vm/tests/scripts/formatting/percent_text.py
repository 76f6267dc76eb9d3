# The % operator with text: %s, %r, widths, mappings, tuples.

class Shown:
    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


print("%s|%r|%5s|%-5s|%.2s|%5.1s|%-5.1s|" % ("ab", "ab", "ab", "ab", "abc", "abc", "abc"))
print("%s %r %s %r" % (Shown(), Shown(), [Shown()], None), "%s" % "\u20ac", "%r" % "\u20ac\n", "%5s|" % "\u20ac")
print("%s" % 5, "%s" % (5,), "%s" % ((5,),), "%s %s" % ("a", (1, 2)), "%s" % [1], "%s" % {"a": 1}, "no args" % (), "%%" % ())
print("%(a)s %(b)d %(a)r" % {"a": "x", "b": 5, "c": 0}, "%(k)5.1f|" % {"k": 2.25}, "%(a)s%%" % {"a": 1}, "%s" % b"ab")
for form, value in (
    ("%s", ()), ("%s %s", "a"), ("%s %s", ("a",)), ("%s", ("a", "b")), ("a", "b"), ("a", (1,)), ("%(a)s", 5), ("%(a)s", ("x",)), ("%(a)s", {}),
    ("%", 1), ("%5", 1), ("%z", 1), ("%(a", {}), ("%(a)", {"a": 1}), ("%*d", (1,)), ("%*d", ("a", 1)), ("abc", []), ("abc", {}), ("%.*f", (2, 1.5)),
):
    try:
        print(form, "->", form % value)
    except (TypeError, ValueError, KeyError) as error:
        print(form, value, type(error).__name__, error)
