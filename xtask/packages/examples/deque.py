# From the documentation of deque: both ends, and what is left.
from collections.deque import deque

d = deque("ghi")
d.append("j")
d.appendleft("f")
print(d, len(d), d.pop(), d.popleft(), list(d))
print(list(d), bool(deque()))
try:
    deque().pop()
except IndexError as e:
    print("IndexError", e)
