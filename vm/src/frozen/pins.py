# Pins that a program makes itself: any object with a method `value` is one.


def signal_over(pin, invert):
    return _Signal(pin, invert=bool(invert))


def signal_read(pin, invert):
    return _word(pin.value()) ^ invert


def signal_write(pin, on, invert):
    pin.value(bool(on) != invert)


# The length in microseconds of the next pulse with this level, or -2 if none begins in time and -1 if it does not end.
def time_pulse(pin, level, timeout):
    level = 1 if level else 0
    timeout = _word(timeout)
    changes = 2
    start = _ticks_us()
    while True:
        now = _ticks_us()
        if _word(pin.value()) == level:
            changes -= 1
            if not changes:
                return now - start
            level = 1 - level
            start = now
        # A negative time is a very long one.
        elif 0 <= timeout <= now - start:
            return -changes
