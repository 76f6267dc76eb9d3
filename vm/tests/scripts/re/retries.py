# A pattern that fails only after it was tried in all ways, and one that succeeds at last.
import re

print(re.match("(?:a+)+b", "a" * 9 + "c"))
print(re.match("(?:a|aa)+$", "a" * 12).group(0))
print(re.match("(x+x+)+y", "x" * 8 + "y").group(1))
print(re.match("(a?)(a?)(a?)(a?)aaaa", "aaaa").group(0))
