# re: replacing by templates and by functions, and searching for what is far behind.

import re

TEXT = "width=10 height=25; depth = 7, name=box_3 colour=#a0b1c2 " * 5
PAIR = re.compile(r"(\w+) *= *(\w+)")
NUMBER = re.compile("[0-9]+")
total = 0
for i in range(150):
    total += len(PAIR.sub(r"\2:\1", TEXT))
    total += len(NUMBER.sub(lambda found: str(int(found.group(0)) + 1), TEXT))
    found = re.search("#([0-9a-f]+) $", TEXT)
    total += len(found.group(1))
    total += len(re.split("; |, ", TEXT)) if hasattr(re, "split") else 6
print(total)
