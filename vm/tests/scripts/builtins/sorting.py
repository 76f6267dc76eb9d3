# sorted and list.sort: stability, key, reverse, user classes, errors half way.

print(sorted([3, 1, 2]), sorted("hello"), sorted({3: 0, 1: 0}), sorted((2.5, 1, True)), sorted([]))
print(sorted(["b", "A", "c"], key=str.lower), sorted(range(6), key=lambda n: n % 3))
print(sorted([1, 2, 3], reverse=True), sorted("bca", reverse=False), sorted([3, -1, 2], key=abs, reverse=True))
words = ["pear", "fig", "apple", "kiwi", "date"]
print(sorted(words, key=len), sorted(words, key=lambda w: (len(w), w)))
words.sort()
print(words)
words.sort(key=lambda w: w[-1], reverse=True)
print(words, words.sort())


class Own:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n

    def __repr__(self):
        return "Own(%d)" % self.n


print(sorted([Own(3), Own(1), Own(2)]), sorted([Own(1), Own(2)], reverse=True))
for work in (
    lambda: sorted([1, "a"]),
    lambda: sorted(1),
    lambda: sorted(),
    lambda: sorted([1], 2),
    lambda: sorted([1], bad=2),
    lambda: [2, 1].sort(5),
    lambda: sorted([2, 1], key=7),
    lambda: sorted([None, None]),
):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)


def fails(n):
    if n == 2:
        raise ValueError("key")
    return n


a = [3, 2, 1]
try:
    a.sort(key=fails)
except ValueError as error:
    print("ValueError", error, sorted(a))
big = [(i * 7919) % 1000 for i in range(1000)]
print(sorted(big) == list(range(1000)), sorted(big, reverse=True)[:3])
