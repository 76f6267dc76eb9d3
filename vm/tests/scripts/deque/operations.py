# collections.deque: both ends, its limit, indexing, errors.

from collections import deque


def t(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)


d = deque((), 4)
d.append(1)
d.append(2)
d.appendleft(0)
print(list(d), len(d), d[0], d[-1], d[1], bool(d))
d.extend([3, 4])
print(list(d), d.popleft(), d.pop(), list(d))
d[0] = "changed"
print(list(d), "changed" in d if False else list(d).count("changed"))
d.append(5)
d.append(6)
d.append(7)
print(list(d), [x for x in d])
strict = deque((), 2, 1)
strict.append(1)
strict.append(2)
t(lambda: strict.append(3))
t(lambda: strict.appendleft(3))
t(lambda: strict.extend([3]))
print(list(strict))
t(lambda: deque((), 2).popleft())
t(lambda: deque((), 2).pop())
t(lambda: d[10])
t(lambda: d[-10])
t(lambda: d["a"])
t(lambda: deque())
t(lambda: deque(()))
t(lambda: list(deque([1, 2, 3], 2)))
t(lambda: deque((), -1))
t(lambda: deque((), "a"))
t(lambda: d.nope)
t(lambda: d + d)
print(bool(deque((), 1)), len(deque((), 5)), list(deque([1, 2], 5)))
e = deque([1, 2, 3], 3)
total = 0
while e:
    total += e.popleft()
print(total)
for i in range(20):
    e.append(i)
print(list(e), list(iter(e)))
