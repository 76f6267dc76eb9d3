# An example host on Wasmtime: `python wasmtime_host.py MODULE PROGRAM [OPTION=NUMBER…]`. What it does
# is told in docs/sandbox.md, "The example hosts".

import os
import sys

from wasmtime import Config, Engine, Linker, Module, Store, Trap, WasmtimeError

SLICE = 1_000_000
PAGE_BYTES = 65536
NANOS_PER_MS = 1_000_000
OUTCOMES = ["done", "raised", "out of fuel", "sleep", "wants input", "exit", "stuck"]
DONE, RAISED, OUT_OF_FUEL, SLEEP, WAIT_INPUT, EXIT, STUCK = range(7)
FILES = {"helper.py": b"answer = 42\n"}
PINS = 30
LED = 25
BUTTON = 14
BUTTON_PRESSED_AT = 1_000_000_000
FIRST_ADC_PIN = 26
ADC_CHANNELS = 5
LARGEST_ERRNO = 4095


class Host:
    """The functions that the module imports, by their names."""

    def __init__(self, store):
        self.store = store
        self.exports = None
        self.output = []
        self.input = list(b"typed\n")
        self.levels = {}
        self.pwms = {}

    def bytes(self, at, length):
        memory = self.exports["memory"]
        return bytes(memory.read(self.store, at, at + length))

    def put(self, content, at):
        self.exports["memory"].write(self.store, content, at)

    def log(self, at, text):
        self.output.append("%d ms: %s\n" % (at // NANOS_PER_MS, text))

    def write(self, at, stream, start, length):
        self.output.append(self.bytes(start, length).decode("utf-8", "replace"))

    def read(self, at):
        return self.input.pop(0) if self.input else -2

    def file(self, at, length):
        return FILES.get(self.bytes(at, length).decode("utf-8", "replace"))

    def file_kind(self, at, length):
        return 0 if self.file(at, length) is None else 1

    def file_size(self, at, length):
        content = self.file(at, length)
        return -1 if content is None else len(content)

    def file_read(self, at, length, start, into, room):
        content = (self.file(at, length) or b"")[start : start + room]
        self.put(content, into)
        return len(content)

    def pin_by_name(self, at, length):
        name = self.bytes(at, length).decode("utf-8", "replace")
        if name == "LED":
            return LED
        number = name[2:]
        if name.startswith("GP") and number.isdigit() and int(number) < PINS:
            return int(number)
        return -1

    def pin_exists(self, pin):
        return int(pin < PINS)

    def pin_configure(self, at, pin, mode, pull, value):
        self.log(at, "pin %d mode %d pull %d value %d" % (pin, mode, pull, value))
        if value >= 0:
            self.levels[pin] = value
        return 0

    def pin_read(self, at, pin):
        return int(at < BUTTON_PRESSED_AT) if pin == BUTTON else self.levels.get(pin, 0)

    def pin_write(self, at, pin, high):
        self.log(at, "pin %d = %d" % (pin, high))
        self.levels[pin] = high

    def pin_toggle(self, at, pin):
        self.pin_write(at, pin, 1 - self.levels.get(pin, 0))

    def pwm_open(self, at, pin, *settings):
        self.pwms.pop(pin, None)
        return self.pwm_configure(at, pin, *settings)

    def pwm_configure(self, at, pin, freq, u16, ns, invert):
        self.log(at, "pwm %d freq %d u16 %d ns %d invert %d" % (pin, freq, u16, ns, invert))
        pwm = self.pwms.setdefault(pin, {"freq": 0, "u16": 0, "ns": 0})
        settings = {"freq": freq, "u16": u16, "ns": ns}
        pwm.update({name: number for name, number in settings.items() if number >= 0})
        return 0

    def pwm_of(self, pin, name):
        return self.pwms.get(pin, {}).get(name, 0)

    def pwm_freq(self, pin):
        return self.pwm_of(pin, "freq")

    def pwm_duty_u16(self, pin):
        return self.pwm_of(pin, "u16")

    def pwm_duty_ns(self, pin):
        return self.pwm_of(pin, "ns")

    def pwm_deinit(self, at, pin):
        self.log(at, "pwm %d off" % pin)
        self.pwms.pop(pin, None)

    def adc_open(self, at, kind, number):
        channel = number if kind == 0 else number - FIRST_ADC_PIN
        if not 0 <= channel < ADC_CHANNELS:
            return self.refuse("no analog input %d" % number)
        self.log(at, "adc %d" % channel)
        return channel

    def adc_read_u16(self, at, channel):
        return channel * 1000

    def refuse(self, message):
        content = message.encode()
        self.put(content, self.exports["message"](self.store))
        return -LARGEST_ERRNO - 1 - len(content)


def main(module_path, program, *words):
    options = {"board": 1, "heap": 0, "pages": 1024, "fuel": 100_000_000}
    options.update((name, int(number)) for name, number in (word.split("=") for word in words))

    config = Config()
    # Compiling takes seconds, loading what was compiled before takes none.
    config.cache = True
    engine = Engine(config)
    store = Store(engine)
    store.set_limits(memory_size=options["pages"] * PAGE_BYTES)
    module = Module.from_file(engine, module_path)
    host = Host(store)
    linker = Linker(engine)
    for wanted in module.imports:
        linker.define_func(wanted.module, wanted.name, wanted.type, getattr(host, wanted.name))
    exports = host.exports = linker.instantiate(store, module).exports(store)

    def call(name, *arguments):
        return exports[name](store, *arguments)

    def run_program():
        """What came of the program, in words."""
        call("create", options["board"], options["heap"], 0)
        name = os.path.basename(program).encode()
        with open(program, "rb") as file:
            content = file.read()
        host.put(name + content, call("buffer", len(name) + len(content)))
        load = "load_mpy" if program.endswith(".mpy") else "load_source"
        if call(load, len(name)) != 0:
            return "refused"
        for _ in range(0, options["fuel"], SLICE):
            outcome = call("run", SLICE)
            if outcome == SLEEP:
                call("advance", call("wake_at"))
            elif outcome in (DONE, RAISED, STUCK):
                return OUTCOMES[outcome]
            elif outcome != OUT_OF_FUEL:
                return "%s %d" % (OUTCOMES[outcome], call("exit_code"))
        return OUTCOMES[OUT_OF_FUEL]

    try:
        ending = run_program()
    except (Trap, WasmtimeError):
        # A module that is refused memory traps, and nothing says why.
        ending = "out of memory" if any(word.startswith("pages=") for word in words) else "trap"
    sys.stdout.write("".join(host.output) + ending + "\n")


main(*sys.argv[1:])
