# machine.mem8, mem16 and mem32 of a process read and change buffers whose address uctypes gave, and refuse all else.
#
# Cause: there is no other memory. In a process of Linux they are of the memory of the whole machine, which a
#   program must be privileged to open, and where no address of its own means anything.
# Workaround: none is needed for what is in buffers; nothing else could be meant.
from machine import mem8, mem16, mem32
from uctypes import addressof

buffer = bytearray(b"abcdefgh")
at = addressof(buffer)
print(mem8[at], hex(mem16[at + 2]), hex(mem32[at + 4]))
mem16[at] = 0x1_5A59
mem32[at + 4] = -1
print(buffer, mem32[at + 4])
text = b"left alone"
for work in (
    lambda: mem8[0],
    lambda: mem32[at + 8],
    lambda: mem16[at + (1 << 20)],
):
    try:
        print(work())
    except OSError as error:
        print(repr(error))
try:
    mem8[addressof(text)] = 1
except OSError as error:
    print(repr(error), text)
