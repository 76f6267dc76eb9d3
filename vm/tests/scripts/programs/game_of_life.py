# Sets of pairs: Conway's game.

def step(cells):
    around = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    key = (x + dx, y + dy)
                    around[key] = around.get(key, 0) + 1
    return {c for c, n in around.items() if n == 3 or (n == 2 and c in cells)}


def show(cells, size=6):
    return "/".join("".join("#" if (x, y) in cells else "." for x in range(size)) for y in range(size))


glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for _ in range(5):
    print(show(glider))
    glider = step(glider)
blinker = {(1, 2), (2, 2), (3, 2)}
print(show(step(blinker)), step(step(blinker)) == blinker)
soup = {(i * 7 % 11, i * 5 % 13) for i in range(40)}
for i in range(20):
    soup = step(soup)
print(len(soup))
