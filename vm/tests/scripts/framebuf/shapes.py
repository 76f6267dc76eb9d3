# Lines, ellipses and polygons, pixel by pixel.
import framebuf
from array import array

W, H = 24, 20
buf = bytearray(W * H)
f = framebuf.FrameBuffer(buf, W, H, framebuf.GS8)


def show(what):
    print(what)
    for y in range(H):
        print("".join(".#*"[min(buf[x + y * W], 2)] for x in range(W)))
    f.fill(0)


for x1, y1, x2, y2 in (
    (2, 3, 20, 9),
    (20, 9, 2, 3),
    (3, 1, 8, 18),
    (8, 18, 3, 1),
    (0, 0, 19, 19),
    (23, 0, 0, 0),
    (5, 15, 5, 2),
    (7, 7, 7, 7),
    (-30, -10, 40, 25),
    (10, -100, 14, 100),
    (200, 3, -100, 12),
    (-5, -5, -5, 40),
    (12, 25, 26, 12),
):
    f.line(x1, y1, x2, y2, 1)
    show("line %d %d %d %d" % (x1, y1, x2, y2))

for args in (
    (12, 10, 8, 5, 1),
    (12, 10, 5, 8, 1),
    (12, 10, 9, 9, 1),
    (12, 10, 0, 0, 1),
    (12, 10, 0, 6, 1),
    (12, 10, 6, 0, 1),
    (12, 10, 1, 1, 1),
    (12, 10, 8, 5, 1, True),
    (12, 10, 8, 5, 1, False, 5),
    (12, 10, 8, 7, 1, True, 9),
    (12, 10, 8, 5, 1, False, 0),
    (12, 10, 0, 0, 1, True, 0),
    (12, 10, 8, 5, 1, 1, 0x1F2),
    (0, 0, 15, 12, 1, True),
    (24, 20, 30, 11, 1),
    (12, 10, -4, 5, 1),
    (12, 10, 4, -5, 1, True),
):
    f.ellipse(*args)
    show("ellipse %r" % (args,))

for code, points in (
    ("h", (2, 2, 20, 4, 12, 17)),
    ("B", (2, 2, 20, 2, 20, 12, 2, 12)),
    ("i", (0, 0, 10, 18, 20, 0, 0, 12, 20, 12)),
    ("b", (-5, -5, 30, 8, -5, 12)),
    ("h", (3, 3, 9, 3, 9, 9, 15, 9, 15, 3, 20, 3, 20, 15, 3, 15)),
    ("h", (4, 4, 8, 8, 100)),
    ("h", (4, 4)),
    ("h", (4,)),
    ("h", ()),
    ("q", (1, 1, 22, 6, 1, 11, 22, 16)),
):
    points = array(code, points)
    f.poly(0, 0, points, 1)
    show("poly %r" % (points,))
    f.poly(1, 2, points, 1, True)
    show("filled")
f.poly(-3, -4, bytes((5, 5, 15, 6, 8, 14)), 1, 1)
show("bytes")
f.poly(-3, -4, bytearray((5, 5, 15, 6, 8, 14)), 1, 0)
show("bytearray")
