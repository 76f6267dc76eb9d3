# Indexing and slicing of text, also of text that is not ASCII.

s = "h\u00e9llo \u20ac\U0001f600!"
print(len(s), s[0], s[1], s[-1], s[-2], s[6], s[True])
for a in (None, 0, 1, -1, -3, 5, 100, -100):
    for b in (None, 2, -2, 100):
        print(s[a:b], end="|")
print()
print(s[::-1] if False else s[::1], "abc"[::1], "abc"[:], ""[:], "abc"[3:], "abc"[2:1])
for work in (lambda: s[100], lambda: s[-100], lambda: ""[0]):
    try:
        print(work())
    except IndexError as error:
        print("IndexError", error)
for work in (lambda: s["a"], lambda: s[1.0], lambda: s[None], lambda: s["a":], lambda: s[1, 2]):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)
try:
    s[0] = "x"
except TypeError as error:
    print("TypeError", error)
try:
    del s[0]
except TypeError as error:
    print("TypeError", error)
for step in (2, -1):
    try:
        print("abcdef"[::step])
    except NotImplementedError as error:
        print("NotImplementedError", error)
