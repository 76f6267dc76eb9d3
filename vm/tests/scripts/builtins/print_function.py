# print: sep, end, many arguments, objects of users, wrong options.

print()
print("a", 1, None, 2.5, [1, "x"], sep="-")
print("a", "b", sep="")
print("no newline", end="")
print("!", end="\n\n")
print(1, 2, 3, sep=", ", end=".\n")
print(*[1, 2, 3], sep="\n")
print("\u20ac", "tab\there", r"raw\n")


class Shown:
    def __str__(self):
        return "str of it"

    def __repr__(self):
        return "repr of it"


class OnlyRepr:
    def __repr__(self):
        return "only repr"


print(Shown(), [Shown()], (OnlyRepr(),), OnlyRepr(), {1: Shown()})
for options in ({"sep": 1}, {"end": 1}, {"nope": 1}):
    try:
        print("x", **options)
    except TypeError as error:
        print("TypeError")
print("returns", print("inner"))
print("a\0b".encode(), "end")
