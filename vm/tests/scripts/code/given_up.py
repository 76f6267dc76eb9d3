# Code that a program makes is given up when nothing refers to it; functions keep theirs.
import gc

kept = []
for i in range(600):
    exec("def f(a=%d):\n    return [x + a for x in range(3)]" % i)
    if i % 200 == 0:
        kept.append(f)
        gc.collect()
gc.collect()
print([f() for f in kept])


def make():
    exec("def inner():\n    def innermost():\n        yield from (1, 2)\n    return innermost")
    return inner()


steps = make()()
gc.collect()
print(next(steps))
for i in range(50):
    exec("unused = %d" % i)
gc.collect()
print(list(steps))
