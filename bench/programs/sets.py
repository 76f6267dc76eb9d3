# Sets: membership, union and difference, frozen sets as keys, and a search over a grid.


def reachable(width, height):
    # Places are numbers, with a wall around the grid.
    row = width + 2
    walls = {x * 7 % width + 1 + row * (x * 11 % height + 1) for x in range(width * height // 4)}
    walls.update(range(row))
    walls.update(range(row * (height + 1), row * (height + 2)))
    for y in range(height + 2):
        walls.add(row * y)
        walls.add(row * y + row - 1)
    start = row + 1
    walls.discard(start)
    seen = {start}
    edge = [start]
    steps = 0
    while edge:
        after = []
        for place in edge:
            for near in (place + 1, place - 1, place + row, place - row):
                if near not in seen and near not in walls:
                    seen.add(near)
                    after.append(near)
        edge = after
        steps += 1
    return len(seen), steps


def algebra(rounds):
    evens = set(range(0, 200, 2))
    thirds = set(range(0, 200, 3))
    total = 0
    for i in range(rounds):
        both = evens & thirds
        total += len(evens | thirds) + len(evens - thirds) + len(evens ^ both)
        thirds.add(200 + i % 50)
        if both <= evens and i % 50 in evens:
            total += 1
    return total


def groups(n):
    found = {}
    for i in range(n):
        key = frozenset((i % 5, i % 7, i % 3))
        found[key] = found.get(key, 0) + 1
    return len(found), max(found.values())


print(reachable(90, 70), algebra(300), groups(5000))
