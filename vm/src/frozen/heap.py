# Heaps whose items only Python can compare, or that are long. The ways are the natives': what is no bool is neither
# less nor not.


def heap_rise(heap, start, at):
    item = heap[at]
    while at > start:
        above = (at - 1) >> 1
        parent = heap[above]
        if (item < parent) is not True:
            break
        heap[at] = parent
        at = above
    heap[at] = item


def heap_sink(heap, start):
    at = start
    end = len(heap)
    item = heap[start]
    below = 2 * at + 1
    while below < end:
        if below + 1 < end and (heap[below] < heap[below + 1]) is False:
            below += 1
        heap[at] = heap[below]
        at = below
        below = 2 * at + 1
    heap[at] = item
    heap_rise(heap, start, at)


def heap_pop(heap, first):
    heap_sink(heap, 0)
    return first


def heapify(heap, left):
    while left > 0:
        left -= 1
        heap_sink(heap, left)
        left = _heapify_some(heap, left)
