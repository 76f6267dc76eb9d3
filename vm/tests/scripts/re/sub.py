# Replacing: templates with groups, functions, a number of times, and what ends it.
import re


def show(*args):
    try:
        print(repr(re.sub(*args)))
    except Exception as e:
        print(type(e), e)


show("a", "b", "c")
show("a", "b", "aaa")
show("a", "b", "aaa", 2)
show("a", "b", "aaa", -1)
show("a", "b", "aaa", 1, 0)
show("(a)(x)?", r"<\1\2\g<1>\g<0>>", "aax")
show("a", r"\\n\n\q\\", "a")
show("a", r"\g<0", "a")
show("a", r"\g<x>", "a")
show("a", r"\00", "a")
show("a", r"\1", "a")
show("(a)", r"\10", "a")
show("a", "x\0y", "ab")
show("b*", "-", "abc")
show("$", "-", "abc")
show("^a", "-", "aaa")
show("a", lambda m: m.group(0) * 2, "banana")
show("(.)", lambda m: str(ord(m.group(1))) + ",", "abc")
show("a", lambda m: 1, "banana")
show("a", lambda m: 1 // 0, "banana")
show("n(.)", lambda m: re.sub("a", "o", m.group(1)), "banana")
r = re.compile("(.)(.)")
print(r.sub(r"\2\1", "abcde"), r.sub(r"\2\1", "abcde", 1))
text = "unchanged"
print(re.sub("x", "y", text) is text)
