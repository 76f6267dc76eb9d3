# A power of a hundred million digits.
10 ** 10**8
