# struct: objects and strings as words, MicroPython's own type codes.
import struct


class Thing:
    pass


thing = Thing()
for value in (thing, None, True, 12, -3, "interned", "text that is not a name", [1]):
    word = struct.pack("<O", value)
    print(struct.unpack("<O", word)[0] is value or value == struct.unpack("<O", word)[0])
print(struct.calcsize("OP") == 2 * struct.calcsize("P"), struct.unpack("P", struct.pack("P", 5)))
