# Zero to the power of zero, and a negative modulus.
print(pow(0, 0, 5), pow(0, 0, 1), pow(0, 0, -5), pow(1, 0, -2), pow(0, 3, -7), pow(3, 4, -5))
print(pow(0, 0, 10**30), pow(10**30, 0, -(10**30)), pow(0, 5, 10**30))
