# deflate: a log of some kilobytes written as gzip in pieces, and read again in pieces and in lines.

import io

try:
    import deflate
except ImportError:
    deflate = None


def log(n):
    lines = []
    for i in range(n):
        level = "warn" if i % 7 == 0 else "info"
        values = (i * 977 % 86400, level, i % 5, i * i % 4099)
        lines.append("%06d %s sensor-%d value=%d\n" % values)
    return "".join(lines).encode()


def main():
    data = log(800)
    total = 0
    for window in (8, 10, 12):
        out = io.BytesIO()
        with deflate.DeflateIO(out, deflate.GZIP, window) as stream:
            for at in range(0, len(data), 512):
                stream.write(data[at : at + 512])
        packed = out.getvalue()
        total += len(packed)
        for _ in range(8):
            with deflate.DeflateIO(io.BytesIO(packed), deflate.AUTO, window) as stream:
                while True:
                    part = stream.read(256)
                    if not part:
                        break
                    total += len(part)
        with deflate.DeflateIO(io.BytesIO(packed), deflate.GZIP, window) as stream:
            while True:
                line = stream.readline()
                if not line:
                    break
                total += len(line)
    print(total)


if deflate is None or not hasattr(deflate.DeflateIO, "write"):
    print("SKIP")
else:
    main()
