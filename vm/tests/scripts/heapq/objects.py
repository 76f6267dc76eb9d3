# Heaps of objects that compare by their own methods, alone and inside tuples.
import heapq


class Job:
    asked = 0

    def __init__(self, rank, name):
        self.rank = rank
        self.name = name

    def __lt__(self, other):
        Job.asked += 1
        return self.rank < other.rank

    def __repr__(self):
        return "%d%s" % (self.rank, self.name)


jobs = [Job(i * 7 % 5, chr(97 + i)) for i in range(12)]
heap = []
for job in jobs:
    print(heapq.heappush(heap, job), heap, Job.asked)
while heap:
    print(heapq.heappop(heap), heap, Job.asked)

heap = jobs[:]
heapq.heapify(heap)
print(heap, Job.asked)


class Same(Job):
    def __eq__(self, other):
        return self.rank == other.rank

    def __gt__(self, other):
        return other < self


heap = [(1, Same(3, "x")), (1, Same(2, "y")), (0, Same(9, "z")), (1, Same(2, "w"))]
heapq.heapify(heap)
print(heap)
heapq.heappush(heap, (0, Same(1, "v")))
print(heap)
print([heapq.heappop(heap) for _ in range(5)])


# Only True and False themselves count.
class Odd:
    def __init__(self, answer):
        self.answer = answer

    def __lt__(self, other):
        return self.answer

    def __repr__(self):
        return "Odd(%r)" % (self.answer,)


for answers in ([1, 0, 1], [0, 0, 0], [True, False, True, False], [None, [], "", 2, 3.0]):
    heap = [Odd(answer) for answer in answers]
    heapq.heapify(heap)
    print(heap)
    heapq.heappush(heap, Odd(1))
    print(heap)
    heapq.heappush(heap, Odd(True))
    print(heap)
    print(heapq.heappop(heap), heap)


# A comparison that pushes, into another heap.
other = []


class Nosy:
    def __init__(self, n):
        self.n = n

    def __lt__(self, that):
        heapq.heappush(other, self.n)
        return self.n < that.n


heap = [Nosy(n) for n in (4, 2, 3, 1)]
heapq.heapify(heap)
print([job.n for job in heap], other)


# A comparison that raises leaves the heap half moved.
class Bad:
    def __init__(self, n):
        self.n = n

    def __lt__(self, that):
        if self.n == 3 or that.n == 3:
            raise ValueError(self.n)
        return self.n < that.n

    def __repr__(self):
        return "B%d" % self.n


heap = [Bad(n) for n in (3, 5, 6, 9, 8, 7)]
try:
    heapq.heappush(heap, Bad(4))
except ValueError as e:
    print(e, heap)
try:
    heapq.heappop(heap)
except ValueError as e:
    print(e, heap)
print(heapq.heappop(heap), heap)
heap = [Bad(n) for n in (5, 6, 3, 2, 1)]
try:
    heapq.heapify(heap)
except ValueError as e:
    print(e, heap)
