# The eight queens, by recursion and by bits.

def queens(n, row=0, placed=()):
    if row == n:
        yield placed
        return
    for col in range(n):
        if all(col != c and abs(col - c) != row - r for r, c in enumerate(placed)):
            yield from queens(n, row + 1, placed + (col,))


def count(n, cols=0, left=0, right=0):
    full = (1 << n) - 1
    if cols == full:
        return 1
    total = 0
    free = full & ~(cols | left | right)
    while free:
        bit = free & -free
        free ^= bit
        total += count(n, cols | bit, ((left | bit) << 1) & full, (right | bit) >> 1)
    return total


print(next(queens(8)), sum(1 for _ in queens(6)), [count(n) for n in range(1, 9)])
