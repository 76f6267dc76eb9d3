# The random module: the same numbers for the same seed, and everything within its range.
import random

random.seed(1)
first = [random.getrandbits(16) for _ in range(5)]
print(first)
random.seed(1)
print(first == [random.getrandbits(16) for _ in range(5)])
print(random.randint(1, 6), random.randrange(10), random.randrange(5, 50, 5), random.choice("abc"))
print(all(0 <= random.random() < 1 for _ in range(50)), all(2 <= random.uniform(2, 3) <= 3 for _ in range(50)))
print(all(1 <= random.randint(1, 3) <= 3 for _ in range(50)))
for bad in (lambda: random.randint(2, 1), lambda: random.randrange(0), lambda: random.choice([])):
    try:
        print(bad())
    except (ValueError, IndexError) as error:
        print(type(error).__name__, error)
