# startswith and endswith, with positions and with wrong arguments.

s = "hello \u00e9t\u00e9"
print(s.startswith("hello"), s.startswith(""), s.startswith("ello", 1), s.startswith("x"), s.startswith(s + "x"))
print(s.endswith("\u00e9"), s.endswith(""), s.endswith("t\u00e9"), s.endswith("hello"), s.endswith(s))
for prefix in (("he", "x"), ("x", "y"), ()):
    try:
        print(s.startswith(prefix), s.endswith(prefix))
    except TypeError as error:
        print("TypeError", error)
for work in (lambda: s.startswith(1), lambda: s.endswith(None), lambda: s.startswith(b"h"), lambda: s.startswith()):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)
try:
    print(s.endswith("hello", 0, 5))
except (TypeError, NotImplementedError) as error:
    print(type(error).__name__, error)
print("abc".startswith("c", 2), "abc".startswith("", 5), "abc".startswith("b", -2))
