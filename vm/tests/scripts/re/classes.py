# Classes of characters: sets, ranges, named ones, and all others.
import re

TEXT = "".join(chr(c) for c in range(1, 127))


def all_of(pattern):
    return "".join(c for c in TEXT if re.match(pattern, c))


for pattern in ("[abc]", "[a-f]", "[^a-y]", "[a-cx-z]", "[-a]", "[a-]", "[]", "[.*+?|()]", r"[\]]", r"[\\]", r"[\-a]"):
    print(pattern, repr(all_of(pattern)))
for pattern in (r"\d", r"\D", r"\s", r"\S", r"\w", r"\W", r"[\d_]", r"[^\w]", r"[\s\d]", r"[^\S]", r"[a\D]"):
    print(pattern, repr(all_of(pattern)))
print(len(all_of("[^]")), len(all_of(".")))
