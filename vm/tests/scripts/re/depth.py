# Repetitions that nest in the search up to where every build has room, and long ones that do not nest.
import re

for pattern, text in (("a*", "a" * 50), ("(a)*", "a" * 20), (".*?b", "a" * 50 + "b")):
    print(len(re.match(pattern, text).group(0)))
print(re.search("b", "a" * 20000 + "b").group(0))
print(re.search("a+?b", "a" * 30 + "b").group(0))
