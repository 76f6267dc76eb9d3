# The game of life on a torus of bytes: nested loops over bytearrays.


def step(cells, width, height):
    after = bytearray(width * height)
    for y in range(height):
        above = (y - 1) % height * width
        here = y * width
        below = (y + 1) % height * width
        for x in range(width):
            left = x - 1 if x else width - 1
            right = x + 1 if x < width - 1 else 0
            around = (
                cells[above + left] + cells[above + x] + cells[above + right]
                + cells[here + left] + cells[here + right]
                + cells[below + left] + cells[below + x] + cells[below + right]
            )
            if around == 3 or around == 2 and cells[here + x]:
                after[here + x] = 1
    return after


def main(width, height, steps):
    cells = bytearray(width * height)
    state = 1
    for i in range(len(cells)):
        state = (state * 75 + 74) % 65537
        cells[i] = state >> 3 & 1
    for _ in range(steps):
        cells = step(cells, width, height)
    checksum = 0
    for i, cell in enumerate(cells):
        checksum = (checksum + i * cell) & 0xFFFFFF
    return sum(cells), checksum


print(main(64, 48, 60))
