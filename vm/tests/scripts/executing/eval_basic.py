# eval: expressions, namespaces, errors, nesting.

x = 5
print(eval("x + 1"), eval("[i * x for i in range(3)]"), eval("(1, 'a', None)"), eval("42 "), eval("lambda v: v * 2")(4))
print(eval("a + b", {"a": 1, "b": 2}), eval("a + b", {"a": 1}, {"b": 5}), eval("len('abc')", {}), eval("{'k': [1]}")["k"])
print(eval("eval('1 + 1') * 2"), eval("'multi' \\\n 'line'") if False else "-", eval("1 if x > 3 else 2"), eval("x == 5 and not False"))


def local(v):
    return eval("v2 * 2", {"v2": v})


print(local(4))


def sees():
    x = "local"
    return eval("x")


print(sees())
for source in ("", "x = 1", "1 +", "1; 2", "for", "(", "1\n2", "import sys", "yield"):
    try:
        print(repr(source), eval(source))
    except SyntaxError as error:
        print(repr(source), "SyntaxError", error)
for source in ("undefined", "1 / 0", "[][5]", "x.missing"):
    try:
        eval(source)
    except (NameError, ZeroDivisionError, IndexError, AttributeError) as error:
        print(type(error).__name__, error)
try:
    eval(5)
except TypeError as error:
    print("TypeError", error)
print(repr(eval(repr([1, "two", (3.5, None), {"k": b"v"}]))))
