# N queens: counted with lists and sets, and again with bit masks.


def by_sets(n):
    columns = set()
    rising = set()
    falling = set()
    placed = []

    def place(row):
        if row == n:
            return 1
        found = 0
        for column in range(n):
            if column in columns or row + column in rising or row - column in falling:
                continue
            columns.add(column)
            rising.add(row + column)
            falling.add(row - column)
            placed.append(column)
            found += place(row + 1)
            placed.pop()
            columns.remove(column)
            rising.remove(row + column)
            falling.remove(row - column)
        return found

    return place(0)


def by_masks(full, columns, rising, falling):
    if columns == full:
        return 1
    found = 0
    free = full & ~(columns | rising | falling)
    while free:
        bit = free & -free
        free ^= bit
        found += by_masks(full, columns | bit, (rising | bit) << 1, (falling | bit) >> 1)
    return found


print(by_sets(9), by_masks((1 << 11) - 1, 0, 0, 0))
