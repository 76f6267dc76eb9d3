# Dicts: counting words, integer and tuple keys, growth and deletion, iteration.


def words(n):
    counts = {}
    vocabulary = ["w%d" % (i * 7 % 500) for i in range(1000)]
    for i in range(n):
        word = vocabulary[i % 1000]
        counts[word] = counts.get(word, 0) + 1
    return sum(counts.values()), len(counts)


def memo(n):
    table = {}
    for i in range(n):
        table[i * 3 % 4001] = i
        if i in table:
            table[i] += 1
    return len(table), sum(table)


def grid(size):
    cells = {}
    for x in range(size):
        for y in range(size):
            cells[x, y] = x * y
    total = 0
    for x in range(1, size):
        for y in range(1, size):
            total += cells[x - 1, y] - cells[x, y - 1]
    return total


def churn(n):
    live = {}
    for i in range(n):
        live[i] = str(i)
        if i >= 100:
            del live[i - 100]
    total = 0
    for key, value in live.items():
        total += key + len(value)
    return total


print(words(80000), memo(4000), grid(25), churn(15000))
