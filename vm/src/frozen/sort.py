# Sorting by keys, and where comparing two items runs a user's code. The algorithm is the natives':
# equal items end up in the same order.


def sorted_from(source, key, reverse):
    items = list_from(source)
    items.sort(key=key, reverse=reverse)
    return items


# `reverse` is a user's object, whose truth takes its methods.
def sort_told(items, key, reverse):
    items.sort(key=key, reverse=True if reverse else False)


def sort_by_key(items, key, reverse, answer):
    keys = [key(item) for item in items]
    if not _sort_by(items, keys, reverse):
        quicksort(keys, items, reverse)
    return answer


def sort_in_place(items, reverse, answer):
    quicksort(items, None, reverse)
    return answer


# Sorts `keys`, and `items` along with them unless it is `None`.
def quicksort(keys, items, reverse):
    todo = [(-1, len(keys) - 1)]
    going_on = not reverse
    while todo:
        head, tail = todo.pop()
        while tail - head > 1:
            pivot = keys[tail]
            h = head
            t = tail
            while True:
                h += 1
                while h < t and bool(keys[h] < pivot) is going_on:
                    h += 1
                t -= 1
                while h < t and bool(pivot < keys[t]) is going_on:
                    t -= 1
                if h >= t:
                    break
                swap(keys, items, h, t)
            swap(keys, items, h, tail)
            if t - head < tail - h:
                todo.append((h, tail))
                tail = t
            else:
                todo.append((head, t))
                head = h


def swap(keys, items, i, j):
    keys[i], keys[j] = keys[j], keys[i]
    if items is not None:
        items[i], items[j] = items[j], items[i]
