# re: what a match of rp2's firmware has beside `group`. Processes lack it, so that this runs on a board.
import re

m = re.match("(a+)(x)?(é|b)", "aaéb")
print(m.groups(), m.span(), m.start(), m.end())
for n in range(4):
    print(n, m.group(n), m.span(n), m.start(n), m.end(n))
m = re.search(b"(\xc3)", b"x\xc3\xa9")
print(m.groups(), m.span(), m.span(1))
print(re.search("é", "aéé").span(), re.match("", "").groups(), re.match("", "").span())
for wrong in (4, -1, 1 << 40, "1", None):
    for ask in (m.span, m.start, m.end):
        try:
            print(ask(wrong))
        except (IndexError, TypeError, OverflowError) as error:
            print(type(error).__name__, error)
for ask in (lambda: m.groups(1), lambda: m.span(0, 1)):
    try:
        ask()
    except TypeError as error:
        print("TypeError", error)
