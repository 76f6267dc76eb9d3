# micropython.opt_level: reading, setting, and what it does to assert.

import micropython

print(micropython.opt_level())
assert True
print(micropython.opt_level(1), micropython.opt_level())
try:
    exec("assert False, 'removed'")
    print("no assertion")
except AssertionError as error:
    print("AssertionError", error)
micropython.opt_level(0)
try:
    exec("assert False, 'kept'")
    print("no assertion")
except AssertionError as error:
    print("AssertionError", error)
micropython.opt_level(3)
try:
    exec("print(__debug__)")
except NameError as error:
    print("NameError", error)
micropython.opt_level(0)
exec("print(__debug__)")
print(micropython.opt_level())
for args in (("a",), (1, 2)):
    try:
        micropython.opt_level(*args)
    except TypeError as error:
        print("TypeError", error)
