# As much source as is compiled while a program runs, and more.
def functions(n):
    return "".join("def f%d(a, b=%d):\n    return [a + b, 'x%d']\n" % (i, i, i) for i in range(n))


exec(compile(functions(2300), "huge", "exec"))
print(f2299(1))
exec("x = [" + "1," * 60000 + "]")
exec("y = {" + "1:2," * 30000 + "}")
exec("class A:\n" + " def f(a): return a\n" * 6000)
exec("if x:\n z=1\n" * 9000)
for source in (functions(20000), "1" * 10000000, "#" * 10000000):
    try:
        exec(source)
    except MemoryError as e:
        print(type(e))
