# Streams as built-in modules read and write them, whoever's they are.


# At most so many bytes, none at the end.
def stream_read(stream, size):
    data = _stream_read(stream, size)
    if data is not None:
        return data
    buffer = bytearray(size)
    n = stream.readinto(buffer)
    if n is None:
        raise OSError(11)
    if n < 0:
        raise OSError(-n)
    if n > size:
        raise OSError(5)
    return buffer[:n]


def stream_put(stream, data):
    if not _stream_write(stream, data):
        stream_write(stream, data)
