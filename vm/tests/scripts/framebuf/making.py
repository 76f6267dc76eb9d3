# Which sizes, formats and buffers make a picture; subclasses; the picture as a buffer itself.
import framebuf
from array import array


def attempt(what, *args, **keywords):
    try:
        print(what(*args, **keywords))
    except Exception as e:
        print(type(e).__name__, e)


def fits(*args):
    try:
        framebuf.FrameBuffer(*args)
        return "fits"
    except ValueError as e:
        return "ValueError %s" % e


for form in range(-1, 9):
    for size in ((1, 1), (8, 8), (9, 9), (3, 2, 5), (16, 1, 17), (5, 9, 8)):
        least = None
        for n in range(200):
            answer = fits(bytearray(n), size[0], size[1], form, *size[2:])
            if answer == "fits":
                least = n
                break
        print(form, size, least, answer)

for size in ((0, 1), (1, 0), (-1, 1), (1, -1), (65536, 1), (1, 65536), (5, 1, 4), (5, 1, 65536), (1, 1, 65535)):
    print(size, fits(bytearray(100), size[0], size[1], framebuf.MONO_HLSB, *size[2:]))

attempt(framebuf.FrameBuffer)
attempt(framebuf.FrameBuffer, bytearray(8), 8, 8)
attempt(framebuf.FrameBuffer, bytearray(8), 8, 8, 0, 8, 8)
attempt(framebuf.FrameBuffer, bytearray(8), 8, 8, format=0)
attempt(framebuf.FrameBuffer, b"12345678", 8, 8, 0)
attempt(framebuf.FrameBuffer, "12345678", 8, 8, 0)
attempt(framebuf.FrameBuffer, memoryview(b"12345678"), 8, 8, 0)
attempt(framebuf.FrameBuffer, None, 8, 8, 0)
attempt(framebuf.FrameBuffer, bytearray(8), "8", 8, 0)
attempt(framebuf.FrameBuffer, bytearray(8), 8, 8.0, 0)
attempt(framebuf.FrameBuffer1, bytearray(8))
attempt(framebuf.FrameBuffer1, bytearray(7), 8, 8)

buf = bytearray(8)
f = framebuf.FrameBuffer1(buf, 8, 8)
f.pixel(1, 1, 1)
print(type(f), buf, bytearray(f), bytes(f), memoryview(f)[1])
memoryview(f)[0] = 7
print(buf, f.pixel(0, 2))
f = framebuf.FrameBuffer1(memoryview(buf)[2:], 3, 8, 3)
f.fill(1)
print(buf)
words = array("H", [0] * 6)
f = framebuf.FrameBuffer(words, 3, 2, framebuf.RGB565)
f.pixel(1, 1, 0xABCD)
f.pixel(2, 0, -2)
print(words, list(memoryview(f)))
g = framebuf.FrameBuffer(f, 6, 2, framebuf.GS8)
print(g.pixel(3, 1), g.pixel(2, 1), g.pixel(4, 0))

attempt(f.fill)
attempt(f.fill, 1, 2)
attempt(f.fill, None)
attempt(f.pixel, 1)
attempt(f.pixel, 1, None)
attempt(f.pixel, 1, 1, "a")
attempt(f.pixel, 1, 100, "a")
attempt(f.hline, 1, 1, 1)
attempt(f.vline, 1, 1, 1.0, 1)
attempt(f.rect, 1, 1, 1, 1)
attempt(f.fill_rect, 1, 1, 1, 1, 1, 1)
attempt(f.line, 1, 1, 1, 1)
attempt(f.ellipse, 1, 1, 1, 1)
attempt(f.ellipse, 1, 1, 1, 1, 1, 1, None)
attempt(f.poly, 1, 1, 1)
attempt(f.poly, 1, 1, [1, 2], 1)
attempt(f.poly, 1, 1, array("f", [1, 2]), 1)
attempt(f.poly, 1, 1, array("h", [1]), None)
attempt(f.poly, 1, 1, array("h", [1, 1]), None)
attempt(f.scroll, 1)
attempt(f.text, 5, 1, 1)
attempt(f.text, bytearray(b"a"), 1, 1)
attempt(f.text, "a", 1)
attempt(f.text, "a", 1, 1, None)


class Screen(framebuf.FrameBuffer):
    def __init__(self, width, height):
        self.pixels = bytearray(width * height)
        super().__init__(self.pixels, width, height, framebuf.GS8)

    def fill(self, color):
        super().fill(color + 1)


screen = Screen(4, 2)
screen.fill(6)
screen.pixel(1, 0, 200)
screen.rect(0, 0, 2, 2, 9)
print(screen.pixels, screen.pixel(0, 0), bytes(screen))
f.blit(screen, 1, 0)
print(words)
f.blit(words and (screen.pixels, 4, 1, framebuf.GS8), -1, 1)
print(words)


class Number:
    def __int__(self):
        return 2


attempt(f.fill, Number())
print(sorted(name for name in dir(framebuf.FrameBuffer) if name[0] != "_"))
print(sorted(name for name in dir(framebuf) if name[0] != "_"))
