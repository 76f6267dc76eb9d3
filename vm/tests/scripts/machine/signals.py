# machine.Signal over a pin that the program makes itself.
try:
    from machine import PinBase, Signal
except ImportError:
    print("SKIP")
    raise SystemExit


class Pin(PinBase):
    def __init__(self):
        self.level = 0

    def value(self, level=None):
        if level is None:
            return self.level
        print("set", level)
        self.level = int(level)


class Lamp(Signal):
    pass


pin = Pin()
for signal in (Signal(pin), Signal(pin, invert=True), Lamp(pin), Lamp(pin, invert=True)):
    signal.on()
    print(signal.value(), signal(), pin.level)
    signal.off()
    print(signal.value(), signal(), pin.level)
    signal(5)
    signal.value(0)
chain = Signal(Signal(pin, invert=True), invert=True)
chain.on()
print(chain(), pin.level)
for work in (lambda: Signal(), lambda: Signal(pin, 1), lambda: Signal(pin, inverted=1)):
    try:
        work()
    except TypeError as error:
        print("TypeError", error)


class Fixed(PinBase):
    def __init__(self, level):
        self.level = level

    def value(self):
        return self.level


class Odd:
    def __bool__(self):
        raise KeyError


# A level is any integer; what is written becomes a truth, however it says so.
for level in (2, -1, True, "x", 1.5, None):
    for invert in (False, True):
        try:
            print(Signal(Fixed(level), invert=invert).value())
        except TypeError as error:
            print("TypeError", error)
for work in (lambda: Signal(pin)(Odd()), lambda: Signal(pin, invert=Odd())):
    try:
        work()
    except KeyError:
        print("KeyError")
