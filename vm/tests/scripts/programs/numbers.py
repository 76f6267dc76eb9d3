# Primes, perfect numbers, Collatz, Pascal, continued fractions, Newton, matrices.

def sieve(n):
    flags = bytearray(b"\x01") * 1 if False else bytearray([1] * (n + 1))
    flags[0:2] = b"\x00\x00"
    for i in range(2, int(n**0.5) + 1):
        if flags[i]:
            for j in range(i * i, n + 1, i):
                flags[j] = 0
    return [i for i in range(n + 1) if flags[i]]


primes = sieve(200)
print(len(primes), primes[:10], primes[-1], sum(primes))


def factors(n):
    out, p = [], 2
    while p * p <= n:
        while n % p == 0:
            out.append(p)
            n //= p
        p += 1
    return out + [n] * (n > 1)


print([factors(n) for n in (1, 12, 97, 360, 1001, 2**20)])
print([n for n in range(2, 500) if sum(d for d in range(1, n) if n % d == 0) == n])
row = [1]
for _ in range(7):
    print(row, end=" ")
    row = [1] + [a + b for a, b in zip(row, row[1:])] + [1]
print()
a, b, terms = 415, 93, []
while b:
    terms.append(a // b)
    a, b = b, a % b
print(terms)
x = 1.0
for _ in range(6):
    x = (x + 2 / x) / 2
print(x == 2**0.5 or abs(x - 2**0.5) < 1e-12, "%.6f" % x)


def det(m):
    if len(m) == 1:
        return m[0][0]
    return sum((-1) ** j * m[0][j] * det([r[:j] + r[j + 1:] for r in m[1:]]) for j in range(len(m)))


print(det([[2, 0, 1], [1, 3, 2], [1, 1, 4]]), det([[1, 2], [2, 4]]))


def base(n, b):
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    out = ""
    while n:
        n, d = divmod(n, b)
        out = digits[d] + out
    return out or "0"


print([base(255, b) for b in (2, 8, 16, 36)], int(base(10**20, 36), 36) == 10**20)


def egcd(a, b):
    if b == 0:
        return a, 1, 0
    g, x, y = egcd(b, a % b)
    return g, y, x - a // b * y


print(egcd(240, 46), pow(3, -1, 11) if False else egcd(3, 11)[1] % 11)
e, p, q = 17, 10007, 10009
d = egcd(e, (p - 1) * (q - 1))[1] % ((p - 1) * (q - 1))
print(pow(pow(123456, e, p * q), d, p * q))
total, sign = 0.0, 1
for k in range(1, 2000, 2):
    total += sign * 4 / k
    sign = -sign
print("%.2f" % total)
