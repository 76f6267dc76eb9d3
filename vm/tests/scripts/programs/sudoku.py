# Backtracking with lists, sets and generators.

puzzle = "530070000600195000098000060800060003400803001700020006060000280000419005000080079"
grid = [int(c) for c in puzzle]


def options(grid, i):
    r, c = divmod(i, 9)
    used = set(grid[r * 9:r * 9 + 9])
    used.update(grid[k * 9 + c] for k in range(9))
    br, bc = r // 3 * 3, c // 3 * 3
    for k in range(3):
        used.update(grid[(br + k) * 9 + bc:(br + k) * 9 + bc + 3])
    return [n for n in range(1, 10) if n not in used]


def solve(grid):
    best = None
    for i in range(81):
        if grid[i] == 0:
            o = options(grid, i)
            if best is None or len(o) < len(best[1]):
                best = (i, o)
    if best is None:
        return True
    i, o = best
    for n in o:
        grid[i] = n
        if solve(grid):
            return True
    grid[i] = 0
    return False


print(solve(grid))
for r in range(0, 81, 9):
    print("".join(map(str, grid[r:r + 9])))
