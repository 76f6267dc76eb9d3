# globals and locals: reading and writing names of a module.

a = 1
print(globals()["a"], "b" in globals())
globals()["b"] = 5
print(b)
print(globals() is globals(), type(globals()))


def function():
    c = 3
    globals()["made_inside"] = c
    return "function" in globals(), "c" in globals()


print(function(), made_inside)
print(globals()["__name__"], locals()["a"])
del globals()["b"]
try:
    print(b)
except NameError as error:
    print("NameError", error)
try:
    globals(1)
except TypeError as error:
    print("TypeError", error)
