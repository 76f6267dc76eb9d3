# Deques as moving windows, queues and undo lists.

from collections import deque

window, means = deque((), 3), []
for x in (1, 2, 6, 3, 9):
    window.append(x)
    means.append(sum(window) / len(window))
print(means, list(window))
grid = ["S.#", "..#", "#.E"]
todo, seen = deque([(0, 0, 0)], 50), {(0, 0)}
while todo:
    x, y, d = todo.popleft()
    if grid[y][x] == "E":
        print("found", d)
        break
    for dx, dy in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        nx, ny = x + dx, y + dy
        if 0 <= nx < 3 and 0 <= ny < 3 and grid[ny][nx] != "#" and (nx, ny) not in seen:
            seen.add((nx, ny))
            todo.append((nx, ny, d + 1))
undo = deque((), 2)
state = 0
for step in (5, 7, 9):
    undo.append(state)
    state += step
print(state, undo.pop(), undo.pop(), len(undo))
q = deque((), 100)
for i in range(250):
    q.append(i)
print(len(q), q[0], q[-1], q.popleft(), sum(q))
people = deque(range(1, 8), 10)
out = []
while people:
    for _ in range(2):
        people.append(people.popleft())
    out.append(people.popleft())
print(out)
