# Searches so long that they work in steps give the same as short ones.
import re

print(re.match("(?:a+)+b", "a" * 13 + "c"))
m = re.search("(b)(c)", "ab" * 40000 + "bc")
print(m.group(0), m.group(2))
print(re.search("^b|x", "a" * 80000))
print(re.compile("b").search("a" * 80000 + "b").group(0), re.compile("b$").search("b" * 30000).group(0))
r = re.compile(",")
print(len(r.split("a" * 70000 + ",b")), len(r.sub("", "a" * 70000 + ",b")))
