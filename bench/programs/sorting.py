# Sorting: the built-in sort with and without a key, and three sorts written out.


def numbers(n):
    state = 12345
    out = []
    for _ in range(n):
        state = (state * 1103 + 12289) % 1000003
        out.append(state)
    return out


def quick(items, low, high):
    while low < high:
        pivot = items[(low + high) // 2]
        i, j = low, high
        while i <= j:
            while items[i] < pivot:
                i += 1
            while items[j] > pivot:
                j -= 1
            if i <= j:
                items[i], items[j] = items[j], items[i]
                i += 1
                j -= 1
        if j - low < high - i:
            quick(items, low, j)
            low = i
        else:
            quick(items, i, high)
            high = j


def merge_sort(items):
    if len(items) < 2:
        return items
    middle = len(items) // 2
    left = merge_sort(items[:middle])
    right = merge_sort(items[middle:])
    out = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            out.append(left[i])
            i += 1
        else:
            out.append(right[j])
            j += 1
    return out + left[i:] + right[j:]


def heap_sort(items):
    n = len(items)

    def sink(root, end):
        while True:
            child = 2 * root + 1
            if child >= end:
                return
            if child + 1 < end and items[child] < items[child + 1]:
                child += 1
            if items[root] >= items[child]:
                return
            items[root], items[child] = items[child], items[root]
            root = child

    for root in range(n // 2 - 1, -1, -1):
        sink(root, n)
    for end in range(n - 1, 0, -1):
        items[0], items[end] = items[end], items[0]
        sink(0, end)
    return items


data = numbers(8000)
expected = sorted(data)
copy = data[:]
quick(copy, 0, len(copy) - 1)
print(copy == expected, merge_sort(data) == expected, heap_sort(data[:]) == expected)
pairs = [(n % 100, n) for n in numbers(20000)]
pairs.sort(key=lambda pair: pair[0] * 1000003 - pair[1])
print(pairs[0], pairs[-1], sorted(numbers(30000), reverse=True)[100])
print(sorted(["k%d" % (n % 5000) for n in numbers(10000)])[4321])
