# if, elif, else, conditional expressions, and, or, not, assert, pass.

def kind(x):
    if x is None:
        return "none"
    elif isinstance(x, bool):
        return "bool"
    elif x == 0:
        return "zero"
    elif 0 < x < 10:
        if x % 2:
            return "small odd"
        else:
            return "small even"
    else:
        return "other"


print([kind(x) for x in (None, True, 0, 3, 4, 50, -1, 2.5)])
print(0 and 1, 1 and 2, 0 or 3, 1 or 4, not 0, not 1, [] or "empty", "x" and [], None or 0 or "", 1 and 2 and 3)
calls = []


def c(x):
    calls.append(x)
    return x


print(c(0) and c(1), c(2) or c(3), c(4) if c(0) else c(5), calls)
if c(0) or c(7) and not c(0):
    print("taken")
print("a" if False else "b" if False else "c", (1 if True else 2) + 1, [1, 2][True if 1 > 2 else False])
assert True
assert [0], "never shown"
try:
    assert [], "empty"
except AssertionError as error:
    print(error)
try:
    assert 1 > 2, ("tuple", 1)
except AssertionError as error:
    print(error.args)
if 1: pass
if 0: print("never")
else: print("one line")
x = 5; y = 6; print(x, y)
pass
...
"an expression"
if x:
    pass
elif y:
    print("never")
print(1 < 2 < 3 != 4, 1 < 3 < 2, not 1 < 2, 1 is 1 and 2 is not 3, 5 in (1, 5) or 1 // 0)
