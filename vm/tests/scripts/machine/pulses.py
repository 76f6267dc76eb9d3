# machine.time_pulse_us of pins that the program makes itself.
try:
    from machine import PinBase, Signal, time_pulse_us
except ImportError:
    print("SKIP")
    raise SystemExit


class Pin(PinBase):
    def __init__(self, *levels):
        self.levels = list(levels)

    def value(self):
        return self.levels.pop(0)


# It waits for the level, and measures until there is the other; what is neither counts for nothing.
pin = Pin(0, 0, 1, 1, 0, 7)
print(0 <= time_pulse_us(pin, 1) < 100_000, pin.levels)
pin = Pin(2, True, 5, False, 7)
print(0 <= time_pulse_us(pin, True, 100_000) < 100_000, pin.levels)
pin = Pin(1, 1, 0, 1, 7)
print(0 <= time_pulse_us(Signal(pin, invert=True), "x", -1) < 100_000, pin.levels)
# No pulse begins in time, or it does not end.
print(time_pulse_us(Pin(0), 1, 0), time_pulse_us(Pin(0, 0), 0, 0))


class Odd:
    def __bool__(self):
        raise KeyError


for args in (
    (Pin(), 1),
    (Pin("x"), 1),
    (Pin(), Odd(), "x"),
    (Pin(), 1, 1 << 70),
    (Pin(), 1, 1.5),
    (Pin(),),
    (Pin(), 1, 2, 3),
):
    try:
        print(time_pulse_us(*args))
    except (TypeError, KeyError, OverflowError, IndexError) as error:
        print(repr(error))
