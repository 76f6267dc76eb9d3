# A line as a format, the rest as what it describes: what is taken apart and put together again is the same.

import struct
import sys


def run(form, data):
    try:
        size = struct.calcsize(form)
        assert size >= 0
        if size > len(data):
            try:
                struct.unpack(form, data)
                assert False, "too short"
            except ValueError:
                return
        values = struct.unpack(form, data)
        shifted = struct.unpack_from(form, b"\x01" + data, 1)
        assert repr(shifted) == repr(values)
        assert repr(struct.unpack_from(form, bytearray(data + b"\x01"), -1 - len(data))) == repr(values)
        packed = struct.pack(form, *values)
        assert len(packed) == size
        # The smallest floats of 16 bits do not come back as they were.
        if "e" not in str(form):
            assert repr(struct.unpack(form, packed)) == repr(values)
        buffer = bytearray(size + 2)
        struct.pack_into(form, buffer, 1, *values)
        assert buffer[1:-1] == packed and buffer[0] == 0 and buffer[-1] == 0
    except (ValueError, TypeError, OverflowError, MemoryError):
        pass


form, _, data = sys.stdin.buffer.read().partition(b"\n")
run(form, data)
try:
    form = form.decode()
except UnicodeError:
    form = None
if form is not None:
    run(form, data)
