# Powers of complex numbers, whose last digits show how they are computed.
print(pow(3j, 2))
print((1 + 2j) ** 2)
print(2j ** 0.5)
print((-8) ** (1 / 3))
