# exec: text, namespaces, definitions, errors.

exec("x = 1 + 2")
print(x)
exec("def f(a):\n    return a * 2\nclass C:\n    attr = 5\n")
print(f(4), C.attr)
space = {}
exec("y = 5\nz = y * 2", space)
print(space["y"], space["z"], "y" in globals())
exec("a = x if 'x' in globals() else 'none'", space)
print(space["a"])
outer, inner = {"base": 10}, {}
exec("result = base + 1\nbase2 = base", outer, inner)
print(sorted(inner.items()), "result" in outer)
exec("print('hello from exec')")
exec("for i in range(3):\n    print(i, end=' ')\nprint()")
exec("")
exec("# only a comment")
exec("x += 10")
print(x)


def local():
    v = 1
    exec("w = 5")
    try:
        return w
    except NameError as error:
        return "NameError", str(error)


print(local())
for source in ("1 +", "def", "x = = 1", "  indented = 1", "return 5", "if True:", "print('unclosed", "break"):
    try:
        exec(source)
        print("ran", source)
    except SyntaxError as error:
        print(repr(source), "SyntaxError", error)
for source in ("undefined", "1 / 0", "raise ValueError('inside')", "import no_such_module"):
    try:
        exec(source)
    except (NameError, ZeroDivisionError, ValueError, ImportError) as error:
        print(type(error).__name__, error)
for args in ((), (5,), (None,), ("x", 5)):
    try:
        exec(*args)
        print("ran")
    except TypeError as error:
        print("TypeError", error)
exec(b"bytes_ran = 1") if False else None
print(exec("1"))
