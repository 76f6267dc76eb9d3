# The text of complex numbers, and formatting.

inf, nan = float("inf"), float("nan")
for re in (0.0, 1.5, -2, inf, nan):
    print([complex(re, im) for im in (0, 1, -1.5, inf, nan)])
print(str(1 + 2j), repr(1j), "%s %r" % (1j, 2 + 3j), "{}".format(1 - 1j), [1j], {1j: 2j})
print(1e20 + 1e-20j, 0.1 + 0.2j, 100000000j, 1 / 3 + 2 / 3j)
z = 3 + 4j
try:
    z.real = 5
except AttributeError as error:
    print("AttributeError", error)
try:
    z.nope
except AttributeError as error:
    print("AttributeError", error)
z += 1
z *= 1j
z -= 2
z /= 2
z **= 2
print(z)
print(hash(1j) == hash(1j), sum([1j, 2j, 3]), isinstance(1j, complex), type(1j * 1j))
