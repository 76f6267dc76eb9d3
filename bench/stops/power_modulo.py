# A modular power of long numbers.
print(pow(3, 10**3000, 10**3000 + 7) & 1)
