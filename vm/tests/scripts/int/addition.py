# Adding and subtracting around the borders of small integers and machine words.

for bits in (30, 31, 46, 47, 61, 62, 63, 64, 96, 128):
    n = 1 << bits
    print(bits, n - 1 + 1 == n, n - 1, n + n, -n - 1, -n + n, n - 1 - n)
a = 0
for step in (2**29, 2**30, 2**45, 2**46, 2**61, 2**62):
    a += step
    print(a, end=" ")
for step in (2**62, 2**61, 2**46, 2**45, 2**30, 2**29):
    a -= step
    print(a, end=" ")
print()
print(123456789012345678901234567890 + 987654321098765432109876543210)
print(10**50 - 10**49, -(10**50) - 10**49, 10**50 - 10**50)
n = 10**20
n += 1
n -= 10**20
print(n, type(n))
