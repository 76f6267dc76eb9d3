# What heaps refuse, and how they are left when a comparison fails.
import heapq


def attempt(what, *args):
    try:
        print(what(*args))
    except Exception as e:
        print(type(e).__name__, e)
    print(args)


class Mine(list):
    pass


attempt(heapq.heappop, [])
for heap in ((), None, {}, "abc", Mine([1, 2])):
    for function in (heapq.heapify, heapq.heappop):
        try:
            function(heap)
        except TypeError as e:
            print(type(heap).__name__, e)
    try:
        heapq.heappush(heap, 1)
    except TypeError as e:
        print(type(heap).__name__, e)

attempt(heapq.heappush, [1, 2, 3], "a")
attempt(heapq.heappush, [1, 2, 3, 4, "e", "f", "g"], "a")
attempt(heapq.heappush, [(1, 1), (2, 2), (3, 3)], (1, None))
attempt(heapq.heapify, [3, 2, 1, "a"])
attempt(heapq.heapify, ["a", 3, 2, 1, 0, -1])
attempt(heapq.heapify, [None, None])
attempt(heapq.heapify, [None])
attempt(heapq.heapify, [object(), object()][:0])
attempt(heapq.heappop, ["a", 3, 2, 1, 0, -1])
attempt(heapq.heappop, [0, 1, 1, 2, None])
attempt(heapq.heappop, [0, 1, 5, 2, 3, 6, None])
attempt(heapq.heappop, [0, 1, 5, 2, "x", 6, 7])
attempt(heapq.heappush, [1 + 1j], 2j)
attempt(heapq.heapify)
attempt(heapq.heapify, [], 1)
attempt(heapq.heappush, [])
attempt(heapq.heappop)
print(sorted(name for name in dir(heapq) if name[0] != "_"))
