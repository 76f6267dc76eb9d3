# re: tokens of a source, lines of a log, and splitting and replacing.

import re

TOKEN = re.compile(r"\s*(\d+\.?\d*|[A-Za-z_]\w*|[-+*/()=<>!]=?|.)")
SOURCE = "value = (left + 3.25) * right_2 - total / 17 >= limit  # " * 4
LINE = re.compile(r"^(\d+)-(\d+)-(\d+) (\d+):(\d+) \[(\w+)\] (.*)$")


def tokens(text):
    n = 0
    while text:
        found = TOKEN.match(text)
        if not found:
            break
        text = text[len(found.group(0)) :]
        n += 1
    return n


total = 0
for _ in range(1500):
    total += tokens(SOURCE)
for i in range(15000):
    found = LINE.match("2026-11-%d 12:%d [info] temperature is %d degrees" % (i % 30, i % 60, i))
    total += int(found.group(3)) + len(found.group(7))
for i in range(1500):
    total += len(re.compile("[,;] *").split("a, b;c,  d; e, f" * 4))
    total += len(re.sub("[0-9]+", "#", "1 and 22 and 333 and 4444 " * 4))
print(total)
