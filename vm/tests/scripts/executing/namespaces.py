# exec and eval with namespaces that are given, kept and shared.

ns = {"count": 0}
for i in range(3):
    exec("count += %d\nlast = count * 10" % i, ns)
print(ns["count"], ns["last"])
exec("def add(n):\n    global count\n    count += n\n    return count", ns)
print(ns["add"](5), ns["count"], ns["add"](1))
exec("class Thing:\n    def who(self):\n        return name\nname = 'inside'", ns)
print(ns["Thing"]().who())
ns["name"] = "changed"
print(ns["Thing"]().who())
a, b = {}, {}
exec("x = 1\ndef f():\n    return x", a)
exec("x = 2\ndef f():\n    return x", b)
print(a["f"](), b["f"](), a["x"], b["x"])
locals_only = {}
exec("y = 5\nz = [y + k for k in range(2)]", {}, locals_only) if False else exec("y = 5\nz = y + 1", {}, locals_only)
print(sorted(locals_only.items()))
shadow = {"len": lambda x: "shadowed", "print": None}
print(eval("len([])", shadow), eval("len([1])", {}))
code = compile("total = sum(values)", "code", "exec")
for values in ([1, 2], [3]):
    space = {"values": values}
    exec(code, space)
    print(space["total"])
print(eval("[a for a in range(n)]", {"n": 3}), eval("(lambda q: q * k)(2)", {"k": 4}))
exec("import sys\nhas = hasattr(sys, 'exit')", ns)
print(ns["has"], type(ns["sys"]))
exec("raise_it = lambda: 1 / 0", ns)
try:
    ns["raise_it"]()
except ZeroDivisionError as error:
    print("ZeroDivisionError", error)
