# As much source as is compiled while a program runs, and more.
def functions(n):
    return "".join("def f%d(a, b=%d):\n    return [a + b, 'x%d']\n" % (i, i, i) for i in range(n))


x = 1
for source in (
    functions(2300),
    "x = [" + "1," * 60000 + "]",
    "y = {" + "1:2," * 30000 + "}",
    "class A:\n" + " def f(a): return a\n" * 6000,
    "if x:\n z=1\n" * 9000,
    functions(20000),
    "1" * 10000000,
    "#" * 10000000,
):
    try:
        exec(compile(source, "huge", "exec"))
    except Exception as e:
        print(type(e))
