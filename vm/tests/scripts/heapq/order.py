# Which order heaps take their items in, and where each item of the list lies meanwhile.
import heapq


def numbers(n, seed):
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) & 0x3FFFFFFF
        yield seed >> 12 & 0xFF


heap = []
for n in numbers(20, 1):
    heapq.heappush(heap, n)
    print(heap)
while heap:
    print(heapq.heappop(heap), heap)

for n in (0, 1, 2, 3, 7, 8, 50):
    items = list(numbers(n, n))
    print(heapq.heapify(items), items)
    print([heapq.heappop(items) for _ in range(n)])

# Texts, tuples, floats and what is equal.
for items in (
    ["pear", "fig", "apple", "fig", "date"],
    [b"b", b"a", b"c"],
    [(2, "b"), (1, "z"), (2, "a"), (1,), ()],
    [[2], [1, 5], [1, 4]],
    [1.5, 1, True, 0.5, -2, 1 << 70, -(1 << 70)],
    [(1, i) for i in range(6, 0, -1)],
    [(i % 3, [i]) for i in range(10)],
    [{1, 2}, {1}, {1, 2, 3}],
):
    heapq.heapify(items)
    print(items)
    heapq.heappush(items, items[-1])
    print(items)
    print([heapq.heappop(items) for _ in range(len(items))])

# Many items.
items = list(numbers(3000, 9))
heapq.heapify(items)
print(sum(i * n for i, n in enumerate(items)))
out = []
while len(out) < 500:
    out.append(heapq.heappop(items))
    heapq.heappush(items, (out[-1] * 7 + len(out)) & 0xFF)
print(sum(i * n for i, n in enumerate(out)), len(items))
