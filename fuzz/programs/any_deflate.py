# Any bytes as what is compressed, and as data: in pieces it is the same as at once, and comes back as it was.

import deflate
import io
import sys

MOST = 1 << 16


def inflated(data, form, window, piece):
    stream = deflate.DeflateIO(io.BytesIO(data), form, window)
    out = bytearray()
    try:
        while len(out) < MOST:
            part = stream.read(min(piece, MOST - len(out)))
            if not part:
                return out, None
            out += part
    except (OSError, EOFError) as e:
        return out, type(e)
    return out, None


def deflated(data, form, window, piece):
    out = io.BytesIO()
    stream = deflate.DeflateIO(out, form, window, False)
    for at in range(0, len(data), piece):
        part = data[at : at + piece]
        assert stream.write(part) == len(part)
    stream.close()
    return out.getvalue()


def run(form, window, piece, data):
    whole, error = inflated(data, form, window, MOST)
    parts, same_error = inflated(data, form, window, piece)
    assert error is same_error, (error, same_error)
    # Where reading fails, what came before it in the same piece is lost.
    assert whole == parts or error
    # A match ends where what is written at once does.
    for piece in (MOST, piece):
        packed = deflated(data, form, window, piece)
        if packed:
            back, error = inflated(packed, form or deflate.RAW, window, piece)
            assert error is None and back == data, (error, back)
    lines = deflate.DeflateIO(io.BytesIO(packed), form or deflate.RAW, window)
    n = 0
    for _ in range(8):
        line = lines.readline() if packed else b""
        assert data[n : n + len(line)] == line
        n += len(line)


data = sys.stdin.buffer.read()
if len(data) >= 2:
    form, window = data[0] & 3, (data[0] >> 2) % 12
    run(form, window and window + 4, data[1] + 1, data[2:])
