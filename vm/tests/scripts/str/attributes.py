# Which methods text has, and the messages about those that it has not.

for name in (
    "center", "count", "encode", "endswith", "find", "format", "index", "isalpha", "isdigit", "islower", "isspace", "isupper",
    "join", "lower", "lstrip", "partition", "replace", "rfind", "rindex", "rpartition", "rsplit", "rstrip", "split",
    "splitlines", "startswith", "strip", "upper", "decode", "format_map", "ljust", "translate", "isprintable",
):
    print(name, hasattr("", name), hasattr(b"", name), hasattr(bytearray(), name))
try:
    "a".nope
except AttributeError as error:
    print("AttributeError", error)
try:
    "a".nope()
except AttributeError as error:
    print("AttributeError", error)
try:
    "a".x = 1
except AttributeError as error:
    print("AttributeError", error)
print(str.upper("abc"), str.join(",", ["a", "b"]), str.split("a b"), "a".__class__)
for work in (lambda: str.upper(1), lambda: str.join(1, []), lambda: str.upper()):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)
