# Lists: a sieve of Eratosthenes with loops, slices, comprehensions and list methods.


def sieve(n):
    prime = [True] * (n + 1)
    prime[0] = prime[1] = False
    i = 2
    while i * i <= n:
        if prime[i]:
            for j in range(i * i, n + 1, i):
                prime[j] = False
        i += 1
    return [i for i in range(n + 1) if prime[i]]


def shuffle(items):
    out = []
    for i, item in enumerate(items):
        if i % 3 == 0:
            out.insert(len(out) // 2, item)
        else:
            out.append(item)
        if len(out) > 200:
            out.pop()
            out.reverse()
    return out


primes = sieve(500000)
gaps = [b - a for a, b in zip(primes, primes[1:])]
print(len(primes), max(gaps), gaps.count(2), sum(shuffle(primes)) & 0xFFFFFF)
table = [[x * y % 17 for x in range(150)] for y in range(150)]
print(sum([max(row) - row[7] for row in table]), sum(map(sum, zip(*table))))
