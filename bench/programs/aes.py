# AES-128 in counter mode on lists of integers, its tables computed first.


def xtime(a):
    a <<= 1
    return (a ^ 0x11B) & 0xFF if a & 0x100 else a


def multiply(a, b):
    out = 0
    while b:
        if b & 1:
            out ^= a
        a = xtime(a)
        b >>= 1
    return out


def make_sbox():
    box = [0x63] * 256
    p = q = 1
    while True:
        p ^= xtime(p)
        # Dividing by three keeps q the inverse of p.
        q ^= q << 1
        q ^= q << 2
        q ^= q << 4
        q &= 0xFF
        if q & 0x80:
            q ^= 0x09
        x = q ^ q << 1 ^ q << 2 ^ q << 3 ^ q << 4
        box[p] = (x ^ x >> 8) & 0xFF ^ 0x63
        if p == 1:
            return box


SBOX = make_sbox()
DOUBLE = [xtime(a) for a in range(256)]
SHIFTED = [(i + 4 * (i % 4)) % 16 for i in range(16)]


def expand(key):
    words = [list(key[i : i + 4]) for i in range(0, 16, 4)]
    constant = 1
    for i in range(4, 44):
        word = words[i - 1][:]
        if i % 4 == 0:
            word = [SBOX[b] for b in word[1:] + word[:1]]
            word[0] ^= constant
            constant = xtime(constant)
        words.append([a ^ b for a, b in zip(word, words[i - 4])])
    return [sum(words[i : i + 4], []) for i in range(0, 44, 4)]


def encrypt(block, keys):
    state = [a ^ b for a, b in zip(block, keys[0])]
    for turn in range(1, 11):
        state = [SBOX[state[i]] for i in SHIFTED]
        if turn < 10:
            mixed = []
            for column in range(0, 16, 4):
                a, b, c, d = state[column : column + 4]
                all = a ^ b ^ c ^ d
                mixed.append(a ^ all ^ DOUBLE[a ^ b])
                mixed.append(b ^ all ^ DOUBLE[b ^ c])
                mixed.append(c ^ all ^ DOUBLE[c ^ d])
                mixed.append(d ^ all ^ DOUBLE[d ^ a])
            state = mixed
        key = keys[turn]
        for i in range(16):
            state[i] ^= key[i]
    return state


def counter_mode(data, keys):
    out = bytearray()
    for at in range(0, len(data), 16):
        counter = [0] * 12 + [at >> 24 & 255, at >> 16 & 255, at >> 8 & 255, at & 255]
        stream = encrypt(counter, keys)
        for a, b in zip(data[at : at + 16], stream):
            out.append(a ^ b)
    return out


KEYS = expand(bytes(range(16)))
first = encrypt([i * 17 for i in range(16)], KEYS)
print("".join(["%02x" % b for b in first]), multiply(0x57, 0x83))
text = b"The quick brown fox jumps over the lazy dog. " * 190
secret = counter_mode(text, KEYS)
print(sum(secret), counter_mode(secret, KEYS) == text)
