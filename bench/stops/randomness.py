# Random numbers, many bits and many of them.
import random

for i in range(100000):
    random.getrandbits(30)
    random.randrange(10**9)
x = list(range(100000))
random.choice(x)
