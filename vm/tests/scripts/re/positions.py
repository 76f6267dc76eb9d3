# Where a compiled pattern begins and ends to search; the module's functions take no notice.
import re

r = re.compile("^b|c$")
for args in ((), (0,), (1,), (2,), (3,), (9,), (-1,), (0, 0), (0, 1), (1, 2), (2, 1), (0, 9), (1, -1)):
    m = r.search("bcc", *args)
    n = r.match("bcc", *args)
    print(args, m and m.group(0), n and n.group(0))
print(re.search("^b|c$", "bcc", 1).group(0), re.match("b", "bcc", 1).group(0))
r = re.compile("c")
print(r.search("bcc", 1, 1), r.search("bcc", 1, 2).group(0))
try:
    r.search("bcc", "1")
except TypeError as e:
    print(e)
