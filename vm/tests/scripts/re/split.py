# Splitting at each match, up to a number of times, and what ends it.
import re

r = re.compile(" ")
print(r.split("a b c foobar"), r.split(""), r.split(" "), r.split("  a "))
for most in (-1, 0, 1, 2, 9):
    print(most, re.compile(" +").split("a b    c   foobar", most))
print(re.compile("[a-f]+").split("0a3b9"))
print(re.compile("x*").split("axbc"), re.compile("$").split("a"))
try:
    print(re.compile("(a)").split("bab"))
except NotImplementedError as e:
    print(type(e), e)
print(re.compile("(a)").split("xyz"))
print(re.compile("é").split("aébéc"), re.compile(".").split("né"))
