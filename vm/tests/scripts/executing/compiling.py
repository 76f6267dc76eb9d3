# compile: the three kinds, running the code several times, errors.

code = compile("n = n + 1 if 'n' in globals() else 0", "file.py", "exec")
exec(code)
exec(code)
exec(code)
print(n, type(code))
expression = compile("a * b", "<expr>", "eval")
print([eval(expression, {"a": i, "b": 10}) for i in range(3)])
single = compile("print('single')", "x", "single")
exec(single)
exec(compile("5 + 5", "x", "single"))
space = {}
exec(compile("def f():\n    return 'compiled'\nv = f()", "mod.py", "exec"), space)
print(space["v"], space["f"]())
for args in (("1 +", "f", "exec"), ("x = 1", "f", "eval"), ("1", "f", "bad"), ("1",), ("1", "f"), (5, "f", "exec")):
    try:
        compile(*args)
        print("compiled", args)
    except (SyntaxError, ValueError, TypeError) as error:
        print(args, type(error).__name__, error)


def raises():
    exec(compile("def g():\n    raise ValueError('in g')\ng()", "virtual.py", "exec"))


try:
    raises()
except ValueError as error:
    print("ValueError", error)
print(eval(compile("[x for x in range(4)]", "", "eval")))
