# join: of all iterables, of wrong elements.

print(",".join(["a", "b"]), "".join(("x", "y", "z")), "-".join("abc"), ", ".join([]), "x".join(["only"]))
print("\u20ac".join(["a", "\u00e9"]), "".join(c for c in "gen"), "-".join({"k": 1}), ".".join(map(str, range(4))))
print(b",".join([b"a", b"b"]), b"".join((b"x", b"")), b"-".join([]))
for work in (
    lambda: ",".join([1]), lambda: ",".join(["a", None]), lambda: ",".join(1), lambda: ",".join([b"a"]), lambda: ",".join(),
    lambda: b",".join(["a"]), lambda: b",".join([1]), lambda: ",".join(["a"], ["b"]),
):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)
print(len("".join(str(i) for i in range(1000))), ",".join(["ab"] * 3), len("xy".join([""] * 101)))
