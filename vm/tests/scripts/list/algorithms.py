# Lists as stacks, queues, matrices; algorithms that move things about.

def bubble(a):
    a = a[:]
    for i in range(len(a)):
        for j in range(len(a) - 1 - i):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
    return a


def quick(a):
    if len(a) < 2:
        return a
    p, *rest = a
    return quick([x for x in rest if x < p]) + [p] + quick([x for x in rest if x >= p])


def merge(a):
    if len(a) < 2:
        return a
    m = len(a) // 2
    l, r, out = merge(a[:m]), merge(a[m:]), []
    while l and r:
        out.append((l if l[0] <= r[0] else r).pop(0))
    return out + l + r


def heap(a):
    out, h = [], []
    for x in a:
        h.append(x)
        i = len(h) - 1
        while i and h[(i - 1) // 2] > h[i]:
            h[i], h[(i - 1) // 2] = h[(i - 1) // 2], h[i]
            i = (i - 1) // 2
    while h:
        out.append(h[0])
        last = h.pop()
        if h:
            h[0] = last
            i = 0
            while True:
                k = min((j for j in (2 * i + 1, 2 * i + 2) if j < len(h)), key=lambda j: h[j], default=None)
                if k is None or h[k] >= h[i]:
                    break
                h[i], h[k] = h[k], h[i]
                i = k
    return out


seed = 12345
data = []
for _ in range(40):
    seed = (seed * 1103515245 + 12345) % 2**31
    data.append(seed % 100)
want = sorted(data)
print([f(data) == want for f in (bubble, quick, merge, heap)], data[:10], want[:10])


def permutations(a):
    if not a:
        yield []
    for i in range(len(a)):
        for p in permutations(a[:i] + a[i + 1:]):
            yield [a[i]] + p


print(list(permutations([1, 2, 3])), len(list(permutations(list(range(5))))))


def bisect(a, x):
    lo, hi = 0, len(a)
    while lo < hi:
        mid = (lo + hi) // 2
        if a[mid] < x:
            lo = mid + 1
        else:
            hi = mid
    return lo


print([bisect([1, 3, 3, 5], x) for x in range(7)])
grid = [[0] * 5 for _ in range(3)]
grid[1][2] = 1
print(grid, [list(r) for r in zip(*grid)], [r[::-1] for r in grid], sum(map(sum, grid)))
stack, queue = [], []
for i in range(4):
    stack.append(i)
    queue.insert(0, i)
print([stack.pop() for _ in range(4)], [queue.pop() for _ in range(4)])
a = list(range(10))
print(a[3:] + a[:3], [a[i:i + 3] for i in range(0, len(a), 3)], [x for i, x in enumerate(a) if i % 3 == 0])
