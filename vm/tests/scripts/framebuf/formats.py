# Each format's bytes after each way of drawing, within the picture and across its edges.
import framebuf

FORMATS = ("MVLSB", "MONO_VLSB", "MONO_HLSB", "MONO_HMSB", "RGB565", "GS2_HMSB", "GS4_HMSB", "GS8")
print([(name, getattr(framebuf, name)) for name in FORMATS])


def show(what, buf):
    total = 0
    for i, b in enumerate(buf):
        total = (total * 31 + b + i) & 0xFFFFFF
    print(what, total, bytes(buf[:24]))


for name in FORMATS:
    buf = bytearray(b"\x5a" * 800)
    f = framebuf.FrameBuffer(buf, 17, 19, getattr(framebuf, name), 20)
    print(name)
    f.fill(0)
    show("cleared", buf)
    f.fill(0xA5C3)
    show("filled", buf)
    for color in (1, 0, 2, 0xFFFF, 256):
        f.pixel(3, 4, color)
        f.pixel(16, 18, color)
        f.pixel(-1, 4, color)
        f.pixel(4, 19, color)
        print(f.pixel(3, 4), f.pixel(16, 18), f.pixel(17, 0), f.pixel(0, -1))
    f.fill(0)
    for x, y, w, h in ((1, 2, 5, 6), (-3, -3, 5, 5), (14, 15, 9, 9), (4, 4, 0, 5), (4, 4, 5, -1), (6, 0, 8, 19)):
        f.fill_rect(x, y, w, h, 0x1B6)
        show("fill_rect", buf)
    f.hline(-2, 3, 9, 0xFF)
    f.hline(12, 4, 30, 0xFF)
    f.vline(3, -2, 9, 0)
    f.vline(13, 12, 30, 3)
    show("lines", buf)
    f.rect(2, 2, 9, 8, 1)
    f.rect(-4, 9, 9, 30, 0xABCD)
    f.rect(12, 1, 4, 4, 7, True)
    f.rect(12, 6, 4, 4, 6, False)
    f.rect(3, 3, 0, 5, 1)
    f.rect(3, 3, 1, 1, 1)
    show("rect", buf)
    for steps in ((1, 0), (-2, 0), (0, 3), (0, -1), (5, -5), (-3, 4), (17, 0), (0, -19), (0, 0)):
        f.scroll(*steps)
        show("scroll", buf)
    f.text("Ab", 1, 5, 0xFFFF)
    show("text", buf)
