# partition and rpartition.

for s in ("a=b", "a", "", "=", "a=b=c", "==", "\u20ac=\u20ac"):
    print(s.partition("="), s.rpartition("="))
print("a--b--c".partition("--"), "a--b--c".rpartition("--"), "abc".partition("abc"), b"a=b".partition(b"="), b"a=b=c".rpartition(b"="))
for work in (lambda: "a".partition(""), lambda: "a".rpartition("")):
    try:
        print(work())
    except ValueError as error:
        print("ValueError", error)
for work in (lambda: "a".partition(1), lambda: "a".partition(b"a"), lambda: "a".partition()):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)
