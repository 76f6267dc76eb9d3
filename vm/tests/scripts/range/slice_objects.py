# slice objects, as __getitem__ of a user's class sees them.

class Show:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


s = Show()
print(s[1:2], s[:], s[1:], s[:2], s[::3], s[1:2:3], s["a":None], s[1, 2:3], s[()], s[...], s[-1:-2])
s[1:2] = "x"
s[:] = "y"
del s[3:]
s[1, 2] = 3
del s["k"]
one = s[1:10:2]
print(one.start, one.stop, one.step, type(one), one.indices(5), s[:].indices(4), s[-3:].indices(10), s[::-1].indices(3))
print(one == s[1:10:2] if False else "-", [0, 1, 2, 3][one], "abcdef"[s[1:3]], (0, 1, 2)[s[:2]])
try:
    one.start = 5
except AttributeError as error:
    print("AttributeError", error)
for work in (lambda: one.indices("a"), lambda: one.indices(), lambda: [1, 2][s["a":]], lambda: one.nope):
    try:
        print(work())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
