# What `DeflateIO` refuses: arguments, data that are wrong or end too early, streams that are none.
import deflate
import io

RAW, ZLIB, GZIP, AUTO = deflate.RAW, deflate.ZLIB, deflate.GZIP, deflate.AUTO
ZLIB_DATA = b'\x18\xd3\xcb\xcdL.\xca/\xa8,\xc9\xc8\xcfS\xc8H\xcd\xc9\xc9\xe7*\xcf/\xcaI\x81\xb0\x15\xc0l\xae\\\x84\x1a\x00\xb9^\x12e'
GZIP_DATA = b'\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xcb\xcdL.\xca/\xa8,\xc9\xc8\xcfS\xc8H\xcd\xc9\xc9\xe7*\xcf/\xcaI\x81\xb0\x15\xc0l\xae\\\x84\x1a\x00\xaex\xad\xcb/\x00\x00\x00'


def attempt(call):
    try:
        print(call())
    except (EOFError, OSError, TypeError, ValueError) as e:
        print(type(e).__name__, e.args if isinstance(e, (EOFError, OSError)) else e)


def read(data, *args):
    attempt(lambda: deflate.DeflateIO(io.BytesIO(data), *args).read())


source = io.BytesIO(ZLIB_DATA)
for args in ((), (source, 4), (source, -1), (source, 0, 4), (source, 0, 16), (source, 0, -5), (source, 0, 1 << 20), (source, "a"), (source, 0, None), (source, 0, 0, 0, 0)):
    try:
        print(str(deflate.DeflateIO(*args)))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e if args else "")

# Headers.
for data in (b"\x78\x9c", b"\x78\x00", b"\x79\x9c", b"\x88\x1c", b"\x78\xbb", b"\x1f\x8b\x07", b"\x1f\x8b\x08\x20", b"\x1f\x8b\x08\x00", b"", b"\x78"):
    read(data)
read(ZLIB_DATA, GZIP)
read(GZIP_DATA, ZLIB)
read(ZLIB_DATA, RAW)

# Blocks: a kind that there is not, lengths that do not agree, codes and distances that there are not.
for data in (b"\x07", b"\x01\x01\x00\x00\x00a", b"\x01\x01\x00\xfe\xffa", b"\x01\x02\x00\xfd\xffa", b"\x1b\x03", b"\x4b\x04\x1f", b"\x4b\x04\x02\x00", b"\x05\x00", b"\x05\xff\xff\xff\xff", b""):
    read(data, RAW)

# A distance that is beyond the window.
FAR = b"\xcbH\xcd\xc9\xc9g\x18\xe9\x00\x08\x88\xd5\x9f\x91\x9a\x93\x93\x0f\x00"
for bits in (5, 6, 7):
    read(FAR, RAW, bits)

# Checksums, and data that end too early.
for data in (ZLIB_DATA, GZIP_DATA):
    wrong = bytearray(data)
    wrong[-5 if data is GZIP_DATA else -1] ^= 1
    read(wrong)
    for n in (1, 4, 8, 9, 12):
        read(data[:-n])
    stream = deflate.DeflateIO(io.BytesIO(wrong))
    attempt(lambda: stream.read(47))
    attempt(lambda: stream.read(1))

for wrong in (None, 1, "abc", b"abc", object()):
    stream = deflate.DeflateIO(wrong)
    attempt(lambda: stream.read(0))
    attempt(lambda: stream.read(1))
    stream.close()


class Answers(io.IOBase):
    def __init__(self, answer):
        self.answer = answer

    def readinto(self, buffer):
        return self.answer

    def ioctl(self, request, arg):
        print("ioctl", request, arg)
        return self.answer


for answer in (None, 0, 2, -5, -11):
    attempt(lambda: deflate.DeflateIO(Answers(answer)).read(1))
for answer in (0, -5):
    stream = deflate.DeflateIO(Answers(answer), AUTO, 0, True)
    attempt(stream.close)

# What is closed.
for closes in (False, True, [1]):
    source = io.BytesIO(ZLIB_DATA)
    stream = deflate.DeflateIO(source, AUTO, 0, closes)
    print(stream.close(), stream.close())
    attempt(lambda: stream.read(0))
    for call in (stream.read, stream.readline, lambda: stream.readinto(bytearray(1)), source.read):
        attempt(call)
with deflate.DeflateIO(source) as stream:
    attempt(stream.read)
stream = deflate.DeflateIO(io.BytesIO(ZLIB_DATA))
for call in (
    lambda: stream.read("a"),
    lambda: stream.read(1, 2),
    lambda: stream.readinto(),
    lambda: stream.readinto(b"abc"),
    lambda: stream.readinto(1),
    lambda: stream.close(1),
    lambda: deflate.DeflateIO.read(1),
):
    try:
        print(call())
    except TypeError as e:
        print("TypeError" if "argument" in str(e) and "should" not in str(e) else e)
