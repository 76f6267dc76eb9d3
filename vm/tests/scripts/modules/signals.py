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
