# divmod: signs, big integers, floats, zero, and user classes.

for a in (7, -7, 0, 2**70, -(2**70)):
    for b in (3, -3, 1, -1, 2**35):
        q, r = divmod(a, b)
        print(a, b, q, r, q * b + r == a)
for a, b in ((7.5, 2), (-7.5, 2), (7.5, -2), (1e20, 3), (0.0, 5), (-0.0, 5)):
    print(a, b, divmod(a, b))
for a, b in ((1, 0), (1.0, 0), (2**70, 0), (1, 0.0)):
    try:
        print(divmod(a, b))
    except ZeroDivisionError as error:
        print("ZeroDivisionError", error)
for a, b in (("a", 1), (1, "a"), (None, 1), ([], 1)):
    try:
        print(divmod(a, b))
    except TypeError as error:
        print("TypeError", error)
try:
    divmod(1)
except TypeError as error:
    print("TypeError", error)
print(divmod(True, True), divmod(17, 5)[1])
