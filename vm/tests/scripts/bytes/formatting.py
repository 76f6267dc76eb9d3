# The % operator of bytes.

print(b"%d" % 5, b"%s" % b"ab", b"%x-%X" % (255, 255), b"%%" % (), b"%5d|%-5d|" % (1, 2), b"%c" % 65)
for work in (lambda: b"%d" % "a", lambda: b"%d" % (), lambda: b"%d" % (1, 2), lambda: b"%q" % 1):
    try:
        print(work())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(b"%s|%r" % ("text", "text"), b"%s" % 5, type(b"%d" % 1))
