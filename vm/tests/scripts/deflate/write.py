# Compression, byte by byte as MicroPython does it where it is not left out: formats, windows, users' streams.
import deflate
import io

if not hasattr(deflate.DeflateIO, "write"):
    print("SKIP")
    raise SystemExit
from binascii import hexlify

seed = 1


def random(most):
    global seed
    seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
    return (seed >> 8) % most


def packed(data, *args, piece=1 << 20):
    out = io.BytesIO()
    with deflate.DeflateIO(out, *args) as stream:
        for i in range(0, len(data), piece):
            stream.write(data[i : i + piece])
    return out.getvalue()


for format in (deflate.AUTO, deflate.RAW, deflate.ZLIB, deflate.GZIP):
    for bits in (0, 5, 8, 9, 12, 15):
        print(format, bits, hexlify(packed(b"", format, bits)), hexlify(packed(b"micropython hello micropython", format, bits)))

samples = [bytes(n) for n in (1, 3, 4, 257, 258, 259, 260, 261, 262, 519, 520, 600)]
for n in (2, 3, 5, 40, 256):
    samples.append(bytes(random(n) for _ in range(700)))
samples.append(b"".join(bytes(random(256) for _ in range(20)) * random(30) for _ in range(9)))
for data in samples:
    for bits in (5, 8, 11):
        whole = packed(data, deflate.RAW, bits)
        parts = packed(data, deflate.RAW, bits, piece=50)
        print(len(data), bits, len(whole), hexlify(whole[-12:]), len(parts), hexlify(parts[-12:]))
        for done in (whole, parts):
            if deflate.DeflateIO(io.BytesIO(done), deflate.RAW, bits).read() != data:
                print("wrong")


class Sink(io.IOBase):
    def __init__(self, *answers):
        self.parts = []
        self.answers = list(answers)

    def write(self, data):
        self.parts.append(bytes(data))
        return self.answers.pop(0) if self.answers else len(data)

    def ioctl(self, request, arg):
        print("ioctl", request, arg)
        return 0


for format in (deflate.RAW, deflate.ZLIB, deflate.GZIP):
    sink = Sink()
    stream = deflate.DeflateIO(sink, format, 0, True)
    print(stream.write(b"ab" * 9), stream.write(""), stream.write(memoryview(b"xyz")[1:]), sink.parts)
    print(stream.write(b"0123456789", 3), stream.write(b"0123456789", 5, 2), stream.close(), sink.parts)

for answers in ((None,), (-5,), (0, -7), (2, None), (2, 1, -9)):
    stream = deflate.DeflateIO(Sink(*answers), deflate.ZLIB)
    for call in (lambda: stream.write(b"abcdefgh"), lambda: stream.write(b"")):
        try:
            print(call())
        except OSError as e:
            print(answers, repr(e))

for call in (
    lambda: deflate.DeflateIO(1).write(b""),
    lambda: deflate.DeflateIO(1).write(b"a"),
    lambda: deflate.DeflateIO(io.BytesIO()).write(1),
    lambda: deflate.DeflateIO(io.BytesIO()).write(),
):
    try:
        print(call())
    except (OSError, TypeError) as e:
        print("TypeError" if "argument" in str(e) else repr(e))
stream = deflate.DeflateIO(io.BytesIO())
stream.close()
try:
    stream.write(b"a")
except OSError as e:
    print(repr(e))

# Both ways at once, and one stream behind another.
both = io.BytesIO(packed(b"to be read", deflate.ZLIB))
stream = deflate.DeflateIO(both, deflate.ZLIB)
print(stream.read(5))
both.seek(0, 2)
stream.write(b"written")
stream.close()
print(hexlify(both.getvalue()))
out = io.BytesIO()
inner = deflate.DeflateIO(out, deflate.RAW)
outer = deflate.DeflateIO(inner, deflate.ZLIB, 0, True)
outer.write(b"twice " * 20)
outer.close()
print(hexlify(out.getvalue()))
