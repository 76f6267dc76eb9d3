# compile: the three modes, and code objects that run again and again.
code = compile("n = n + 1", "counter.py", "exec")
print(type(code))
n = 0
for _ in range(3):
    print(exec(code))
print(n)
space = {"n": 10}
exec(code, space)
print(space["n"])

value = compile("[i * n for i in range(3)]", "value.py", "eval")
print(eval(value), eval(value, {"n": 2}))

typed = compile("1; None; 'text'; n = 5\n", "<stdin>", "single")
exec(typed)
print(n)
exec(compile("if n:\n    n + 1\n", "<stdin>", "single"))

for args in (("1", "f", "file"), ("a b", "f", "exec"), ("1\n2", "f", "single"), ("x = 1", "f", "eval")):
    try:
        compile(*args)
    except (ValueError, SyntaxError) as e:
        print(type(e).__name__, args[2])
try:
    compile(3, "f", "exec")
except TypeError as e:
    print(e)
try:
    exec(compile("1\n2\n1 // 0", "place.py", "exec"))
except ZeroDivisionError as e:
    print(e)
