# Floor division, remainder and true division: signs, sizes, zero.

for a in (7, -7, 1, 0, 2**64, -(2**64), 10**30):
    for b in (2, -2, 3, 10**9, -(10**15), 2**70):
        print(a // b, a % b, end="; ")
    print()
print(1 / 2, -7 / 2, 2**70 / 2**69, 10**20 / 10**18, 0 / 5, 7 / -7)
print((2**100 + 1) // 2**50, (2**100 + 1) % 2**50, -(2**100) // 3, -(2**100) % 3)
for work in (lambda: 1 // 0, lambda: 1 % 0, lambda: 1 / 0, lambda: 2**80 // 0, lambda: 2**80 % 0, lambda: 2**80 / 0):
    try:
        print(work())
    except ZeroDivisionError as error:
        print("ZeroDivisionError", error)
n = 100
n //= 7
print(n)
n %= 5
print(n)
n /= 2
print(n)
n = 10**40
n //= 10**38
print(n, type(n))
