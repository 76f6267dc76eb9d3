# Pictures copied into others: clipped, with a key, with a palette, between formats, onto themselves.
import framebuf

W, H = 14, 6
buf = bytearray(W * H * 2)
f = framebuf.FrameBuffer(buf, W, H, framebuf.GS8)


def show(what=""):
    print(what)
    for y in range(H):
        print("".join("%02x" % buf[x + y * W] for x in range(W)))


src = bytearray(range(12))
s = framebuf.FrameBuffer(src, 4, 3, framebuf.GS8)
for x, y in ((0, 0), (5, 2), (-2, -1), (12, 4), (14, 0), (0, 6), (-4, 0), (0, -3), (-100, 2), (3, 100)):
    f.fill(0xEE)
    print(f.blit(s, x, y))
    show((x, y))
f.fill(0xEE)
f.blit(s, 1, 1, 5)
f.blit(s, 6, 1, -1)
f.blit(s, 10, 3, 0x105)
show("key")

pal = framebuf.FrameBuffer(bytearray(range(0xF0, 0xFC)), 12, 1, framebuf.GS8)
f.fill(0)
f.blit(s, 1, 1, -1, pal)
f.blit(s, 6, 1, 0xF3, pal)
f.blit(s, 10, 1, 0xF3, None)
show("palette")

mono = framebuf.FrameBuffer(bytearray(b"\xa5\x3c\x81"), 8, 3, framebuf.MONO_HLSB)
two = framebuf.FrameBuffer(bytearray(b"\x11\x77"), 2, 1, framebuf.GS8)
f.fill(0)
f.blit(mono, 0, 0)
f.blit(mono, 3, 3, 0x11, two)
f.blit((b"\x1b\xe4", 4, 2, framebuf.GS2_HMSB), 9, 0)
f.blit([b"\x12\x34\x56", 3, 1, framebuf.GS4_HMSB, 4], 9, 4)
f.blit(mono, 8, 3, -1, (b"\x22\x66", 2, 1, framebuf.GS8))
show("formats")

wide = bytearray(W * H * 2)
c = framebuf.FrameBuffer(wide, W, H, framebuf.RGB565)
c.fill(0x1234)
c.blit(framebuf.FrameBuffer(bytearray(b"\x01\x02\x03\x04"), 2, 1, framebuf.RGB565), 1, 1)
c.blit(s, 5, 2, 0)
c.blit(mono, 6, 3, 0, (b"\x00\x00\xff\x07", 2, 1, framebuf.RGB565))
print(bytes(wide))

f.fill(0)
f.blit(s, 0, 0)
f.blit(f, 1, 1)
show("itself")
f.blit(framebuf.FrameBuffer(memoryview(buf)[2:], 5, 4, framebuf.GS8, W), 4, 0)
show("a part of itself")
f.blit(f, -1, 0, -1, f)
show("itself as palette")


def attempt(*args):
    try:
        print(f.blit(*args))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


attempt((b"123",), 0, 0)
attempt((b"123", 1, 1, 6, 1, 1), 0, 0)
attempt((b"1", 1, 2, framebuf.GS8), 0, 0)
attempt((1, 1, 1, framebuf.GS8), 0, 0)
attempt(None, 0, 0)
attempt(b"1234", 0, 0)
attempt(s, 0, 0, None)
attempt(s, 0, 0, 0, 5)
attempt(s, 0.5, 0)
attempt(s, 0)
