# Groups of a match, those that took no part, and numbers that there are not.
import re

m = re.match("(a)(b)?(c(d)*)", "acdd")
print(m, [m.group(i) for i in range(5)])
m = re.match("(?:a|(b))+", "aba")
print([m.group(i) for i in range(2)])
m = re.match("(a|ab)(c|bcd)(d*)", "abcd")
print([m.group(i) for i in range(4)])
m = re.match("((a)|(b))*", "ab")
print([m.group(i) for i in range(4)])
for i in (-1, 4, 1.0, "1", True):
    try:
        print(m.group(i))
    except (IndexError, TypeError) as e:
        print(type(e), e)
try:
    m.group()
except TypeError as e:
    print("TypeError")
print(type(m), type(re.compile("a")))
print(re.match("a", "b"), re.search("a", ""))
