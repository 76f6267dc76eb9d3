# SHA-256: rotations and sums of 32-bit words, which do not fit a small integer of every board.


def primes(count):
    found = []
    n = 2
    while len(found) < count:
        if all(n % p for p in found):
            found.append(n)
        n += 1
    return found


def root_bits(n, degree):
    # The first 32 bits behind the point of a square or cube root.
    low, high = 0, n << 32
    while low < high - 1:
        middle = (low + high) // 2
        if middle**degree <= n << 32 * degree:
            low = middle
        else:
            high = middle
    return low & 0xFFFFFFFF


PRIMES = primes(64)
START = [root_bits(p, 2) for p in PRIMES[:8]]
ROUNDS = [root_bits(p, 3) for p in PRIMES]


def turn(x, n):
    return (x >> n | x << 32 - n) & 0xFFFFFFFF


def compress(state, block):
    w = [int.from_bytes(block[i : i + 4], "big") for i in range(0, 64, 4)]
    for i in range(16, 64):
        a, b = w[i - 15], w[i - 2]
        s0 = turn(a, 7) ^ turn(a, 18) ^ a >> 3
        s1 = turn(b, 17) ^ turn(b, 19) ^ b >> 10
        w.append((w[i - 16] + s0 + w[i - 7] + s1) & 0xFFFFFFFF)
    a, b, c, d, e, f, g, h = state
    for i in range(64):
        s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
        t1 = h + s1 + (e & f ^ ~e & g) + ROUNDS[i] + w[i]
        s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)
        t2 = s0 + (a & b ^ a & c ^ b & c)
        a, b, c, d, e, f, g, h = (t1 + t2) & 0xFFFFFFFF, a, b, c, (d + t1) & 0xFFFFFFFF, e, f, g
    return [x + y & 0xFFFFFFFF for x, y in zip(state, (a, b, c, d, e, f, g, h))]


def sha256(data):
    padded = data + b"\x80" + bytes((55 - len(data)) % 64) + (8 * len(data)).to_bytes(8, "big")
    state = START
    for at in range(0, len(padded), 64):
        state = compress(state, padded[at : at + 64])
    return "".join(["%08x" % x for x in state])


print(sha256(b"abc"))
print(sha256(b"pinwheel" * 1600))
