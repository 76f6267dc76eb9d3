# Numbers as keys that hash alike: fractions, and those beyond a machine word.
fractions = {i / 1024: i for i in range(1024)}
print(len(fractions), fractions[0.5], fractions.get(0.3), 0 in fractions, 1 in fractions)
large = {float(1 << (60 + i)): i for i in range(40)}
print(len(large), large[float(1 << 99)], large.get(1.5))
shifted = {i << 70: i for i in range(60)}
print(len(shifted), shifted[5 << 70], shifted.get(60 << 70))
print({1: "a"}[1.0], {1.0: "b"}[1], {1.0: "c"}[True], {2.5: "d"}[2.5])
mixed = {i: i for i in range(40)}
for i in range(40):
    mixed[float(i)] = -i
print(len(mixed), mixed[7], mixed[7.0])
mixed[7.25] = "fraction"
del mixed[7]
print(len(mixed), 7 in mixed, 7.0 in mixed, mixed[7.25])
