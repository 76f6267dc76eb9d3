# Regular expressions that are tried in very many ways, or on much text, or are long themselves.
import re

print(re.search("b", "a" * 6000000))
print(len(re.compile("a").split("ba" * 100000)))
print(len(re.sub("a", "bb", "ba" * 100000)))
re.compile("a" * 131072)
for pattern in ("(?:" * 40000, "[" + "ab" * 60000, "a|" * 65000, "a" * 4000000):
    try:
        re.compile(pattern)
    except ValueError as e:
        print(e)
print(re.match("(?:a+)+b", "a" * 24 + "c"))
