# Each character of the font, and texts that reach over the edges.
import framebuf

buf = bytearray(8 * 12)
f = framebuf.FrameBuffer(buf, 96, 8, framebuf.MONO_VLSB)
for first in range(0, 256, 12):
    f.fill(0)
    f.text(bytes(range(max(first, 1), min(first + 12, 256))), 0, 0)
    print(first, bytes(buf))


def show(*args):
    f.fill(0)
    print(f.text(*args), bytes(buf).strip(b"\0"))


show("Wide text that goes over the edge", -3, 1)
show("left of it", -77, 0)
show("left of it", -80, 0)
show("below", 5, 8)
show("above", 5, -7)
show("far", 96, 0)
show("far", 95, -1, 1)
show("far", -(1 << 30), -1, 1)
show("off", 1, 1, 0)
show("a\0b", 1, 1)
show("é€", 1, 1)
show(b"bytes", 1, 1)
show("", 1, 1)
show("x" * 1000, -4000, 0)
