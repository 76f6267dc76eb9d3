# And, or, xor and inversion, with two's complement of any length.

numbers = (0, 1, -1, 5, -6, 255, -256, 2**31, -(2**31), 2**64 - 1, -(2**64), 2**70 + 5, -(2**70) - 5)
for a in numbers:
    print(~a, [a & b for b in numbers[:6]], [a | b for b in (1, -2, 2**70)], [a ^ b for b in (3, -3, 2**65)])
print(all((a & b) + (a | b) == a + b for a in numbers for b in numbers))
print(all((a ^ b) == (a | b) - (a & b) for a in numbers for b in numbers))
print(all(~a == -a - 1 for a in numbers))
for work in (lambda: 1 & 1.0, lambda: 1.0 | 1, lambda: 1 ^ "a", lambda: ~1.0, lambda: ~"a", lambda: 2**70 & None):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)
n = 0b1100
n &= 0b1010
n |= 1
n ^= 0xFF
print(n, bin(n))
