# Loops: nested `for` and `while` over small integers, with branches and early exits.


def count(n):
    total = 0
    for i in range(n):
        if i & 1:
            total += i
        elif i % 3 == 0:
            total -= 1
        else:
            total ^= i
    return total


def collatz(limit):
    longest = 0
    for start in range(1, limit):
        n = start
        steps = 0
        while n != 1:
            if n % 2 == 0:
                n >>= 1
            else:
                n = 3 * n + 1
            steps += 1
        if steps > longest:
            longest = steps
    return longest


def first_divisors(limit):
    found = 0
    for n in range(2, limit):
        for d in range(2, n):
            if d * d > n:
                break
            if n % d == 0:
                found += d
                break
        else:
            found += n
    return found


print(count(500000), collatz(6000), first_divisors(12000))
