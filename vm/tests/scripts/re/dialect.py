# Each construct of a regular expression: what it matches.
import re


def show(pattern, text):
    m = re.search(pattern, text)
    print(repr(pattern), repr(text), m and m.group(0))


for pattern in ("a", "a.c", "^b", "b$", "^$", "", "a|b", "|b", "b|", "abc|ab|a", "x|yz|b"):
    for text in ("", "abc", "b", "aXc\n", "a\nc"):
        show(pattern, text)
for pattern in ("ab*", "ab+", "ab?", "ab*?", "ab+?", "ab??", "ab*c", "ab+?c", "(ab)*", "(?:ab)+", ".*b", ".*?b"):
    for text in ("a", "abbbc", "ababab", "xxab"):
        show(pattern, text)
for pattern in (r"\.", r"\\", r"\*", r"a\|b", r"\x", r"\n", "a{2}", "]", "}", "-"):
    for text in ("a.b", "a\\b", "a*b", "a|b", "x", "n\n", "aa", "a{2}", "]}-"):
        show(pattern, text)
