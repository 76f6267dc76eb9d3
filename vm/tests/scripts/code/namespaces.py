# globals() and locals(): a function has no namespace of its own.
x = 1


def f():
    y = 2
    return "y" in locals(), locals() is globals(), "x" in globals()


print(f())


class C:
    a = 1
    print("a" in locals(), "a" in globals())

    def method(self):
        return "a" in locals()


print(C().method())
globals()["made"] = 3
print(made)
print(f.__globals__ is globals())
print(sorted(filter(lambda k: k in ("x", "f", "C"), globals())))
print(eval("sorted(locals())", {}, {"b": 1, "a": 2}))
