# Huffman codes with a priority queue written by hand.

def push(h, item):
    h.append(item)
    h.sort(key=lambda t: (t[0], t[1]))


def codes(text):
    count = {}
    for c in text:
        count[c] = count.get(c, 0) + 1
    h = []
    for c in sorted(count):
        push(h, (count[c], c, None))
    while len(h) > 1:
        a, b = h.pop(0), h.pop(0)
        push(h, (a[0] + b[0], min(a[1], b[1]), (a, b)))
    table = {}

    def walk(node, prefix):
        n, c, children = node
        if children is None:
            table[c] = prefix or "0"
        else:
            walk(children[0], prefix + "0")
            walk(children[1], prefix + "1")

    walk(h[0], "")
    return table


text = "this is an example of a huffman tree"
table = codes(text)
encoded = "".join(table[c] for c in text)
print(len(encoded), len(text) * 8, sorted(len(v) for v in table.values()))
back = {v: k for k, v in table.items()}
out, part = "", ""
for bit in encoded:
    part += bit
    if part in back:
        out += back[part]
        part = ""
print(out == text, part == "", len(back) == len(table))
