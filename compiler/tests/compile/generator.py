# Generators, classes, and constants of every kind that the format has.
import machine
def blink(n, *a, pause=0.5, **k):
    for i in range(n):
        yield (i, "a long enough string", b"bytes", 12345678901234567890, (1, None, ...), 2j)
class Led:
    def on(self):
        return [super().on() for x in (1, 2.5)]
print(blink(3), -1.5e300)
