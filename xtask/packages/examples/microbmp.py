# From the README of micropython-microbmp: pictures of each depth, written and read.
from microbmp import MicroBMP

for depth in (1, 4, 8, 24):
    img = MicroBMP(3, 2, depth)
    for x in range(3):
        for y in range(2):
            img[x, y] = (x * 80, y * 90, 7) if depth == 24 else (x + y) % 2
    img.save("img.bmp")
    back = MicroBMP().load("img.bmp")
    print(back)
    print([[back[x, y] for x in range(3)] for y in range(2)])
