"""The humidity sensors DHT11 and DHT22: their five bytes, and what they mean."""

from machine import dht_readinto

__version__ = "0.1.0"


class DHTBase:
    def __init__(self, pin):
        self.pin = pin
        self.buf = bytearray(5)

    def measure(self):
        dht_readinto(self.pin, self.buf)
        if sum(self.buf[:4]) & 0xFF != self.buf[4]:
            raise Exception("checksum error")


class DHT11(DHTBase):
    def humidity(self):
        return self.buf[0]

    def temperature(self):
        return self.buf[2]


class DHT22(DHTBase):
    # Tenths; the highest bit of a temperature is its sign.
    def humidity(self):
        return (self.buf[0] << 8 | self.buf[1]) * 0.1

    def temperature(self):
        tenths = (self.buf[2] << 8 | self.buf[3]) & 0x7FFF
        degrees = tenths * 0.1
        return -degrees if self.buf[2] & 0x80 else degrees
