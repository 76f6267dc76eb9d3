# Decompression: all formats and kinds of blocks, all ways to read, windows, and what is left of the stream.
import deflate
import io

TEXT = b"micropython hello\nworld hello world\nmicropython"
# zlib.compress of it with wbits=-9, 9 and 25; a block that is not compressed; one with trees of its own.
RAW = b'\xcb\xcdL.\xca/\xa8,\xc9\xc8\xcfS\xc8H\xcd\xc9\xc9\xe7*\xcf/\xcaI\x81\xb0\x15\xc0l\xae\\\x84\x1a\x00'
ZLIB = b'\x18\xd3\xcb\xcdL.\xca/\xa8,\xc9\xc8\xcfS\xc8H\xcd\xc9\xc9\xe7*\xcf/\xcaI\x81\xb0\x15\xc0l\xae\\\x84\x1a\x00\xb9^\x12e'
GZIP = b'\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xcb\xcdL.\xca/\xa8,\xc9\xc8\xcfS\xc8H\xcd\xc9\xc9\xe7*\xcf/\xcaI\x81\xb0\x15\xc0l\xae\\\x84\x1a\x00\xaex\xad\xcb/\x00\x00\x00'
STORED = b'\x01\x14\x00\xeb\xffmicropython hello\nwo'
DYNAMIC = b"\xed\xcfa\x82A!\x14@\xe1$\xe3\xe2!\t!\\\t!$\x0f\xe1a\xff\xbb\x9a\x99E\xcc\xbf9g\x05\x1f!\xa4D\xcb\xec\x0b\xeaY[\xf4\x94F\xeb\xf6\xf1VPh\xc9\xb1\xd9\x84D\x80\x0f\xcd.\x7f\x83\xd0\xeb\xf8\x02\x89>U\xc4\xcc?\xa0o\xcf\xb4\x83\x81p<\xd1\xae\xbd\xc2\xc8\x7f\xc42e\x98\xc3$Vu\x84i\xde0w\xee\x88\n5\xf3\x94\x070\xc5 6\x1d\xc3B]\xc41\xdb\xc2\x8a-\xe8\x9c\xe0\xcfs\xba`+\xd8fGqQ\x052\xd7\x8c\x83\xc2\xc0A>M-(\xe2\xf8\xdd4\xf2)D]\x8d\x13\xc81KK\xf1\xf1#\xb8\xda.=!'\x01;\xf4l\xfb\xf0\xf03QI\x1e%\xbc\xe2Z\x0bx\xe7;3\xe4@R\xd8\x98\xb1l\x01-nq\xef,j\xd5\x13\xed\xac\x0e_\xacLK\xe4\xb7\x7f\xff\x1f\xf8\xbf\x01"
BLOCKS = b'\xca\xcfKU\x00\x00\x00\x00\xff\xff*)\xcfW\x00\x00\x00\x00\xff\xff*\xc9(JM\x05\x00\x00\x00\xff\xff\x03\x00'
FIELDS = b'\x1f\x8b\x08\x1e\x00\x00\x00\x00\x02\x03\x03\x00xyzname\x00comment\x00\x124\xcb\xcdL.\xca/\xa8,\xc9\xc8\xcfS\xc8H\xcd\xc9\xc9\xe7*\xcf/\xcaI\x81\xb0\x15\xc0l\xae\\\x84\x1a\x00\xaex\xad\xcb/\x00\x00\x00'
AUTO = deflate.AUTO
print(deflate.AUTO, deflate.RAW, deflate.ZLIB, deflate.GZIP)

for data, *args in (
    (RAW, deflate.RAW), (RAW, deflate.RAW, 9), (RAW, deflate.RAW, 15), (ZLIB,), (ZLIB, AUTO), (ZLIB, deflate.ZLIB),
    (ZLIB, deflate.ZLIB, 15), (GZIP,), (GZIP, deflate.GZIP), (GZIP, AUTO, 9), (STORED, deflate.RAW), (DYNAMIC, deflate.RAW, 15),
    (BLOCKS, deflate.RAW), (FIELDS,), (FIELDS, deflate.GZIP, 12),
):
    with deflate.DeflateIO(io.BytesIO(data + b"rest"), *args) as stream:
        whole = stream.read()
        print(args, len(whole), whole[:12], stream.read(), stream.read(5), stream.readline())
    source = io.BytesIO(data + b"rest")
    stream = deflate.DeflateIO(source, *args)
    parts = []
    while True:
        part = stream.read(7)
        if not part:
            break
        parts.append(part)
    print(b"".join(parts) == whole, source.read())

source = io.BytesIO(ZLIB + b"rest")
stream = deflate.DeflateIO(source)
print(stream.readline(), stream.readline(3), stream.readline(-1), stream.readline(), stream.readline(), source.tell() - len(ZLIB))

# No more is read than what is needed.
source = io.BytesIO(GZIP)
stream = deflate.DeflateIO(source)
for n in (0, 1, 1, 5, 20, -1):
    print(n, stream.read(n), source.tell())

stream = deflate.DeflateIO(io.BytesIO(ZLIB))
buffer = bytearray(10)
print(stream.readinto(buffer), buffer, stream.readinto(buffer, 3), buffer, stream.readinto(memoryview(buffer)[8:]), buffer)
print(stream.readinto(bytearray(100)), stream.readinto(buffer), stream.readinto(bytearray(0)))

# One stream behind another.
print(deflate.DeflateIO(deflate.DeflateIO(io.BytesIO(b"\x01" + bytes((len(ZLIB), 0, 255 - len(ZLIB), 255)) + ZLIB), deflate.RAW)).read())


class Source(io.IOBase):
    def __init__(self, data):
        self.data = data
        self.sizes = set()

    def readinto(self, buffer):
        self.sizes.add(len(buffer))
        n = min(len(self.data), len(buffer))
        buffer[:n] = self.data[:n]
        self.data = self.data[n:]
        return n


for data in (ZLIB, GZIP, FIELDS):
    source = Source(data + b"rest")
    stream = deflate.DeflateIO(source)
    print(stream.readline(), stream.read(), source.data, source.sizes)


class Mine(deflate.DeflateIO):
    def both(self):
        return self.read(3), self.readline()


print(Mine(io.BytesIO(ZLIB)).both(), str(stream), type(stream))
