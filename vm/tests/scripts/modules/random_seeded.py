# The sequence that a seed gives, number for number, and what random refuses.
import random

random.seed(42)
print([random.getrandbits(32) for _ in range(5)])
random.seed(42)
print(random.random(), random.random())
random.seed(1)
print([random.randint(1, 6) for _ in range(20)])
random.seed(7)
print([random.randrange(10) for _ in range(10)], [random.randrange(5, 50, 5) for _ in range(10)])
print(random.randrange(10, 0, -3), random.uniform(1, 2))
print(random.choice([1, 2, 3, 4, 5]), random.choice("hello"), random.choice((7, 8)), random.choice(b"xyz"))
for seed in (-1, 2**70 + 5, True):
    random.seed(seed)
    print(random.getrandbits(16))


class Deck:
    def __len__(self):
        return 4

    def __getitem__(self, i):
        return "card", i


print(random.choice(Deck()))
random.seed()
print(random.getrandbits(0))

refused = (
    lambda: random.randrange(0),
    lambda: random.randrange(5, 5),
    lambda: random.randrange(1, 9, 0),
    lambda: random.randint(3, 1),
    lambda: random.choice([]),
    lambda: random.choice({}),
    lambda: random.choice(5),
    lambda: random.getrandbits(33),
    lambda: random.getrandbits(-1),
    lambda: random.seed("x"),
    lambda: random.seed(1.5),
    lambda: random.uniform("a", 1),
)
for f in refused:
    try:
        print(f())
    except Exception as e:
        print(repr(e))
