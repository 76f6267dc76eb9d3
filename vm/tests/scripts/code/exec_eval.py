# exec and eval: which namespaces code runs in, what it gives, what is refused.
exec("a = 1\nb = a + 1")
print(a, b)
print(eval("a + b"), eval(b"a - b"), eval("(1,\n 2)\n\n"))

g = {"x": 5}
exec("y = x * 2", g)
print(sorted(k for k in g if not k.startswith("__")), g["y"])

l = {}
exec("z = x; x = 1; print(x)", g, l)
print(g["x"], sorted(l.items()))
print(eval("x + z", g, l))


def f():
    local = 3
    exec("made = a + 10")
    return made


print(f(), made)


class C:
    exec("member = 7")
    print(eval("member"))


print(C.member)

# A function keeps the namespace that it was made in.
exec("def h(n):\n    return n + x", g)
print(g["h"](1))

# Code that runs code that runs code.
exec("exec(\"exec('deep = 1')\")")
print(deep)


def gen():
    yield eval("1 + 1")
    yield from eval("(i for i in range(2))")


print(list(gen()))

for source in ("1 +", "x = 1", "", "  1", "1\n2", "if 1: pass"):
    try:
        print(eval(source))
    except SyntaxError as e:
        print(type(e).__name__, repr(source))
for source in ("1 +", "def", "  x\ny", "if 1:\npass", "return 1", "yield 1"):
    try:
        exec(source)
        print("ran", source)
    except SyntaxError as e:
        print(type(e).__name__, repr(source))
for args in ((3,), ("1", 3), ("1", {}, [])):
    try:
        eval(*args)
    except TypeError as e:
        print("TypeError", e)
try:
    exec("raise ValueError('out')")
except ValueError as e:
    print("caught", e)
try:
    exec("undefined")
except NameError as e:
    print(e)
