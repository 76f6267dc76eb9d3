# Building long text: repeated addition, join, formatted pieces.

s = ""
for i in range(300):
    s += chr(97 + i % 26)
print(len(s), s[:30], s[-5:])
parts = []
for i in range(100):
    parts.append("%d:%s" % (i, "x" * (i % 5)))
joined = ";".join(parts)
print(len(joined), joined[:40], joined.count("xx"), joined.split(";")[50], joined.replace("x", "")[:20])
lines = "\n".join("line %d" % i for i in range(5)) + "\n"
print(lines.splitlines()[3], lines.count("\n"), [l.split()[-1] for l in lines.splitlines()])
table = ""
for row in range(3):
    table += " ".join("%3d" % (row * col) for col in range(4)) + "\n"
print(table, end="")
print("=" * 20, "-" * 0 + "|", ("ab" * 3 + "c") * 2, "".join(["a"] * 5 + ["b"]))
t = "start"
u = t
t += " more"
print(t, u, t is u)
rev = ""
for c in "stressed":
    rev = c + rev
print(rev, "".join(reversed("abc")), "".join(sorted("hello", reverse=True)))
acc = b""
for i in range(5):
    acc += bytes([i]) * i
print(acc)
