# Streams that are read and written through compression.


def deflate_bytes(io, size, is_line, out):
    data = b""
    while size:
        done = _inflate(io, out, size, is_line, data)
        data = b""
        if done:
            break
        if done is None:
            data = stream_read(_deflate_stream(io), 1)
            if not data:
                raise EOFError
    return out


def deflate_read(io, size, is_line, out):
    return bytes(deflate_bytes(io, size, is_line, out))


def deflate_read_into(io, buffer, size):
    return _put_into(buffer, deflate_bytes(io, size, False, bytearray()))


def deflate_write(io, data, start, end):
    if start == end:
        return 0
    stream, header = _deflate_begin(io)
    if header and stream_put_once(stream, header):
        raise OSError(22)
    state = [bytearray(), start, end]
    while True:
        done = _deflate(io, data, state)
        stream_put_bytes(stream, state[0])
        if done:
            return end - start
        state[0] = bytearray()


def deflate_close(io):
    last = _deflate_end(io)
    if last is None:
        return
    stream, end, trailer, closes = last
    if end:
        stream_put_bytes(stream, end)
    errno = stream_put_once(stream, trailer) if trailer else 0
    if closes:
        stream_close(stream)
    _deflate_closed(io)
    if errno:
        raise OSError(errno)
