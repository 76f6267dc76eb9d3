# Complex numbers: literals, operators, parts.

z, w = 1 + 2j, 3 - 4j
print(z + w, z - w, z * w, z / w, z**2, -z, +z, abs(w), z == w, z != w, bool(0j), bool(z))
print(z.real, z.imag, (5j).real, (3j).imag, type(z.real))
print(1j, -1j, 1.5j, 0j, 1e3j, 2 + 0j, 0 - 1j, complex(-0.0, 1))
print(z + 1, 1 + z, z * 2.5, 2.5 * z, z - 1, 1 - z, z / 2, 2 / z, z**0, z**1, (1j) ** 2, 2**1j)
print(z == 1 + 2j, 1 + 0j == 1, 1 == 1 + 0j, 1.0 == 1 + 0j, z == "z", {1 + 2j: "a"}[z])
print(complex(), complex(1), complex(1, 2), complex(1.5), complex("1+2j"), complex("3"), complex("-2j"), complex(z))
print(complex(1j, 2), complex(1, 1j), complex(1j, 1j), complex("nan+infj"))
for work in (
    lambda: z < w, lambda: z > 1, lambda: z // w, lambda: z % w, lambda: int(z), lambda: float(z), lambda: z & 1,
    lambda: complex("x"), lambda: complex([]), lambda: ~z, lambda: z + "a", lambda: "a" + z, lambda: round(z), lambda: divmod(z, 1),
):
    try:
        print(work())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
for work in (lambda: z / 0, lambda: 1 / 0j, lambda: 0j**-1, lambda: 0j ** 1j):
    try:
        print(work())
    except ZeroDivisionError as error:
        print("ZeroDivisionError", error)
