# A huge program, compiled and run.
source = "".join("def f%d(a, b=%d):\n    return [a + b, 'x%d']\n" % (i, i, i) for i in range(20000))
code = compile(source, "huge", "exec")
exec(code)
print(f19999(1))
