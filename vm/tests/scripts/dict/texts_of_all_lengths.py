# Single characters and long texts as keys: however a text was made, it is the same key.

print([chr(n) for n in (0, 65, 97, 127, 233, 8364, 128512)])
made = {}
for n in (97, 98, 233, 97):
    made[chr(n)] = made.get(chr(n), 0) + 1
print(made["a"], made["b"], made["\u00e9"], len(made))
print("".join([chr(97 + n) for n in range(26)]))
print("".join(["ab", "", "c", "def"]), "--".join(["a", "bc", ""]), b"".join([b"x", b"yz", b"123"]))

table = {}
for size in (31, 32, 33, 63, 64, 65, 66, 200, 4095, 4096, 4097):
    text = "k" * size
    table[text] = size
    table["k" * (size - 1) + "j"] = -size
print(len(table))
for size in (31, 32, 33, 63, 64, 65, 66, 200, 4095, 4096, 4097):
    half = size // 2
    text = "k" * half + "k" * (size - half)
    print(size, table[text], table[text[:-1] + "j"], text in table, text + "!" in table)
    print(hash(text) == hash("k" * size), text == "k" * size, {text} == {"k" * size})

# Sets that grow through all their sizes, and find what they hold.
for step in (1, 3, 7, 64, 1000):
    kept = set()
    for i in range(0, 300 * step, step):
        kept.add(i)
    print(len(kept), sum(kept), all([i in kept for i in range(0, 300 * step, step)]), 5 * step + 1 in kept)
    for i in range(0, 300 * step, 2 * step):
        kept.discard(i)
    print(len(kept), sum(kept & set(range(0, 50 * step, step))))
