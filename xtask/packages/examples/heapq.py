# From the documentation of heapq: a sort, a queue of tasks, merging, the largest and smallest.
import heapq


def heapsort(iterable):
    heap = []
    for value in iterable:
        heapq.heappush(heap, value)
    return [heapq.heappop(heap) for _ in range(len(heap))]


print(heapsort([1, 3, 5, 7, 9, 2, 4, 6, 8, 0]))
queue = []
for task in ((5, "write code"), (7, "release product"), (1, "write spec"), (3, "create tests")):
    heapq.heappush(queue, task)
print(heapq.heappop(queue), heapq.heappushpop(queue, (2, "think")), heapq.heapreplace(queue, (9, "rest")))
numbers = [9, 4, 7, 1, 8]
heapq.heapify(numbers)
print(numbers[0], heapq.nlargest(2, numbers), heapq.nsmallest(3, numbers))
