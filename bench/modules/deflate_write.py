# deflate: writing compressed streams, short ones of text.

import io

try:
    import deflate
except ImportError:
    deflate = None

LINES = [b"sensor %d: temperature %d.%d degrees\n" % (i % 7, i % 40, i % 10) for i in range(30)]


def compress(rounds):
    total = 0
    for _ in range(rounds):
        out = io.BytesIO()
        with deflate.DeflateIO(out, deflate.ZLIB, 10) as stream:
            for line in LINES:
                stream.write(line)
        packed = out.getvalue()
        with deflate.DeflateIO(io.BytesIO(packed), deflate.ZLIB) as stream:
            total += len(stream.read())
    print(total)


if deflate is None or not hasattr(deflate.DeflateIO, "write"):
    print("SKIP")
else:
    compress(100)
