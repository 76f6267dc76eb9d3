# Patterns that are refused, with what MicroPython says of each.
import re

for pattern in (
    "a**", "*", "+a", "?", "(", ")", "a)", "(a", "(?", "(?P<x>a)", "(?:", "[", "[a", "[^", "\\", "[\\",
    "a|*", "(|*)", "^*", "$+", "(?:)*", "a*+", "a+?*", "a???", "x" * 300 + "*", "(" + "a" * 130 + ")*",
    "(?:" + "ab" * 31 + ")*", "(?:" + "ab" * 32 + ")*", "[" + "ab" * 63 + "]", "[" + "ab" * 64 + "]",
    "()" * 62, "()" * 64, "a|" * 20, "a" * 130 + "|b",
):
    try:
        re.compile(pattern)
        print(pattern[:12], len(pattern), "is taken")
    except ValueError as e:
        print(pattern[:12], len(pattern), e)
for args in ((), ("a", 0, 0), ("a", "b")):
    try:
        re.compile(*args)
    except TypeError as e:
        print("TypeError")
