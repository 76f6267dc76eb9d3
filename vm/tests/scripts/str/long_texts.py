# Texts so long that their methods work in steps.
x = ("x" * 200 + ",") * 6000
parts = x.split(",")
print(len(x), len(parts), parts[0] == "x" * 200, repr(parts[-1]))
print(len(x.split(",", 3)), len(x.split(",", 3)[-1]), len(x.rsplit(",", 2)), len(x.rsplit(",", 2)[0]))
print([len(part) for part in x.rsplit(",", 2)])
print(len(x.split()), len(("y" * 300 + " ") .join([""] * 4000).split()))
lines = ("z" * 250 + "\r\n" + "\n") * 5000
print(len(lines.splitlines()), len(lines.splitlines(True)), repr(lines.splitlines(True)[0][-3:]))
y = x.replace(",", "--")
print(len(y), y.count("--"), y[198:204])
print(len(x.replace(",", "", 5)), len(x.replace("xx", "x")), len(x.replace("none", "1")), len(x.replace("", "-", 7)))
print(len("é,".join(["ä"] * 70000)), len(b"".join([b"1"] * 70000)))
print(type(bytearray(x.encode()).replace(b",", b"")), len(x.encode().split(b",")))
try:
    ",".join(["a"] * 70000 + [b"b"])
except TypeError as e:
    print(e)
