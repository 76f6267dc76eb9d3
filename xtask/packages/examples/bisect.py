# From the documentation of bisect: grades, and a sorted list that grows.
import bisect


def grade(score, breakpoints=[60, 70, 80, 90], grades="FDCBA"):
    return grades[bisect.bisect(breakpoints, score)]


print([grade(score) for score in [33, 99, 77, 70, 89, 90, 100]])
ordered = []
for n in [5, 1, 4, 1, 3, 9, 2]:
    bisect.insort(ordered, n)
print(ordered, bisect.bisect_left(ordered, 1), bisect.bisect_right(ordered, 1))
