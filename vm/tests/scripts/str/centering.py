# center, and padding by format.

for s in ("", "a", "ab", "\u20ac", "abcdef"):
    for width in (0, 1, 4, 5):
        print(repr(s.center(width)), end=" ")
    print()
for work in (lambda: "a".center(), lambda: "a".center("x"), lambda: "a".center(5, "*"), lambda: "a".center(None)):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)
print("%5s|%-5s|" % ("ab", "ab"), "{:>5}|{:<5}|{:^5}|{:*^6}|".format("ab", "ab", "ab", "ab"))
try:
    print("abc".center(-3))
except MemoryError:
    print("MemoryError")
