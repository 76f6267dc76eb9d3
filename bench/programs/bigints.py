# Big integers: products, quotients, powers modulo a number, greatest common divisors, digits.


def factorial(n):
    out = 1
    for i in range(2, n + 1):
        out *= i
    return out


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def probably_prime(n, bases):
    d = n - 1
    twos = 0
    while d & 1 == 0:
        d >>= 1
        twos += 1
    for base in bases:
        x = pow(base, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(twos - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def root(n):
    x = 1 << (len(hex(n)) * 2)
    while True:
        y = (x + n // x) >> 1
        if y >= x:
            return x
        x = y


def digits(n):
    total = 0
    while n:
        n, digit = divmod(n, 10)
        total += digit
    return total


f = factorial(2200)
print(digits(f), fibonacci(20000) % 1000000007, gcd(f, fibonacci(3000)) % 1000003)
print([e for e in range(200, 340) if probably_prime((1 << e) - 1, (3, 5, 7, 11))])
print(root(f) % 1000003, len(str(3**6000)), (1 << 3000 | f >> 17 ^ 5) % 99991)
