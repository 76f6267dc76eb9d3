# Iterating over text and what else takes an iterable.

for c in "a\u00e9\u20ac\U0001f600":
    print(c, len(c), ord(c), end="; ")
print()
it = iter("ab")
print(next(it), next(it), next(it, "end"), iter(it) is it, list(it))
print(list("h\u00e9"), tuple("ab"), set("aab") == {"a", "b"}, dict(zip("ab", "cd")), [c * 2 for c in "xy"])
print(list(enumerate("ab")), list(reversed("abc")), list(map(ord, "az")), sum(c == "a" for c in "banana"))
print("".join(sorted("hello")), "-".join(c for c in "abc" if c != "b"), {c: i for i, c in enumerate("ab")})
a, b, c = "xyz"
print(a, b, c)
try:
    a, b = "xyz"
except ValueError as error:
    print("ValueError", error)
try:
    a, b = "x"
except ValueError as error:
    print("ValueError", error)
