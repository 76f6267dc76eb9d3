"""The thermometers DS18S20, DS1822 and DS18B20 on a 1-Wire bus."""

from micropython import const

__version__ = "0.1.0"

_CONVERT = const(0x44)
_READ_SCRATCHPAD = const(0xBE)
_WRITE_SCRATCHPAD = const(0x4E)

# Family codes.
_DS18S20 = const(0x10)
_DS1822 = const(0x22)
_DS18B20 = const(0x28)


class DS18X20:
    def __init__(self, onewire):
        self.ow = onewire
        self.buf = bytearray(9)

    def scan(self):
        return [rom for rom in self.ow.scan() if rom[0] in (_DS18S20, _DS1822, _DS18B20)]

    def convert_temp(self):
        ow = self.ow
        ow.reset(True)
        ow.writebyte(ow.SKIP_ROM)
        ow.writebyte(_CONVERT)

    def read_scratch(self, rom):
        ow = self.ow
        ow.reset(True)
        ow.select_rom(rom)
        ow.writebyte(_READ_SCRATCHPAD)
        ow.readinto(self.buf)
        if ow.crc8(self.buf):
            raise Exception("CRC error")
        return self.buf

    def write_scratch(self, rom, buf):
        ow = self.ow
        ow.reset(True)
        ow.select_rom(rom)
        ow.writebyte(_WRITE_SCRATCHPAD)
        ow.write(buf)

    def read_temp(self, rom):
        pad = self.read_scratch(rom)
        raw = pad[0] | pad[1] << 8
        if raw & 0x8000:
            raw -= 0x10000
        if rom[0] != _DS18S20:
            return raw / 16
        # Half degrees, made finer by what the counter has left of one (datasheet, "Operation: measuring temperature").
        return (raw >> 1) - 0.25 + (pad[7] - pad[6]) / pad[7]
