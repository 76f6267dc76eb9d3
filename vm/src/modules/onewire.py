"""The 1-Wire bus: bits and bytes in exact time, and the search for all devices (Maxim's application note 187)."""

import _onewire as _ow

__version__ = "0.1.0"


class OneWireError(Exception):
    pass


class OneWire:
    SEARCH_ROM = 0xF0
    MATCH_ROM = 0x55
    SKIP_ROM = 0xCC

    def __init__(self, pin):
        self.pin = pin
        pin.init(pin.OPEN_DRAIN, pin.PULL_UP)

    def reset(self, required=False):
        present = _ow.reset(self.pin)
        if required and not present:
            raise OneWireError
        return present

    def readbit(self):
        return _ow.readbit(self.pin)

    def readbyte(self):
        return _ow.readbyte(self.pin)

    def readinto(self, buf):
        for place in range(len(buf)):
            buf[place] = _ow.readbyte(self.pin)

    def writebit(self, value):
        return _ow.writebit(self.pin, value)

    def writebyte(self, value):
        return _ow.writebyte(self.pin, value)

    def write(self, buf):
        for byte in buf:
            _ow.writebyte(self.pin, byte)

    def select_rom(self, rom):
        self.reset()
        self.writebyte(self.MATCH_ROM)
        self.write(rom)

    def scan(self):
        found = []
        rom = None
        # No fork has been taken yet; forks count down from the 64th, which is the first bit.
        fork = 65
        while fork and len(found) < 255:
            rom, fork = self._search_rom(rom, fork)
            if rom is None:
                break
            found.append(rom)
        return found

    def _search_rom(self, last, fork):
        """The next device behind the last: what it is called, and the last fork that is still to be taken."""
        if not self.reset():
            return None, 0
        self.writebyte(self.SEARCH_ROM)
        rom = bytearray(8)
        open_fork = 0
        for place in range(64):
            left = 64 - place
            byte, bit = place >> 3, 1 << (place & 7)
            one, zero = self.readbit(), self.readbit()
            if one and zero:
                # Nobody answers any more.
                return None, 0
            if not one and not zero:
                # Devices differ here: as before, until the fork that is to be taken now.
                if left == fork:
                    one = 1
                elif left > fork:
                    one = 1 if last[byte] & bit else 0
                if not one:
                    open_fork = left
            self.writebit(one)
            if one:
                rom[byte] |= bit
        return rom, open_fork

    def crc8(self, data):
        return _ow.crc8(data)
