"""Strips of WS2812 and SK6812 pixels: colours in a buffer, and the pulses that send it."""

from machine import bitstream

__version__ = "0.1.0"


class NeoPixel:
    # Where red, green, blue and white are among a pixel's bytes.
    ORDER = (1, 0, 2, 3)

    def __init__(self, pin, n, bpp=3, timing=1):
        self.pin = pin
        self.n = n
        self.bpp = bpp
        self.buf = bytearray(bpp * n)
        if isinstance(timing, int):
            # Nanoseconds that a 0 is high and low, and a 1, at 800 or at 400 kHz.
            timing = (400, 850, 800, 450) if timing else (800, 1700, 1600, 900)
        self.timing = timing
        pin.init(pin.OUT)

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        first = i * self.bpp
        return tuple(self.buf[first + place] for place in self.ORDER[: self.bpp])

    def __setitem__(self, i, v):
        first = i * self.bpp
        for colour in range(self.bpp):
            self.buf[first + self.ORDER[colour]] = v[colour]

    def fill(self, v):
        pixel = bytearray(self.bpp)
        for colour in range(self.bpp):
            pixel[self.ORDER[colour]] = v[colour]
        self.buf[:] = bytes(pixel) * self.n

    def write(self):
        bitstream(self.pin, 0, self.timing, self.buf)
