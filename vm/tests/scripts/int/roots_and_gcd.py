# Number theory with big integers: what programs do with them.

def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def isqrt(n):
    x = 1 << ((len(bin(n)) - 1) // 2)
    while True:
        y = (x + n // x) >> 1
        if abs(y - x) <= 1:
            while y * y > n:
                y -= 1
            while (y + 1) * (y + 1) <= n:
                y += 1
            return y
        x = y


print(gcd(2**60 * 3**20, 2**20 * 3**40) == 2**20 * 3**20, gcd(10**30 + 1, 10**20 + 1))
print(isqrt(10**40), isqrt(2 * 10**60), isqrt(99), isqrt(100))


def is_prime(n):
    d, s = n - 1, 0
    while d % 2 == 0:
        d //= 2
        s += 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23):
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


print(is_prime(2**61 - 1), is_prime(2**61 + 1), is_prime(10**18 + 9))
a, b = 0, 1
for _ in range(300):
    a, b = b, a + b
print(a)
digits = []
q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
while len(digits) < 30:
    if 4 * q + r - t < m * t:
        digits.append(m)
        q, r, m = q * 10, 10 * (r - m * t), (10 * (3 * q + r)) // t - 10 * m
    else:
        q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2
print("".join(map(str, digits)))
