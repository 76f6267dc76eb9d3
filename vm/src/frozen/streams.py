# Streams as built-in modules read and write them, whoever's they are.


# What is wrong with the answer of a user's stream, or 0.
def stream_errno(n, size):
    if n is None:
        return 11
    n = _word(n)
    if n < 0:
        return -n
    return 5 if n > size else 0


# At most so many bytes, none at the end.
def stream_read(stream, size):
    data = _stream_read(stream, size)
    if data:
        return data
    if data is False:
        return deflate_bytes(stream, size, False, bytearray())
    if data is not None:
        return data
    buffer = bytearray(size)
    n = stream.readinto(buffer)
    errno = stream_errno(n, size)
    if errno:
        raise OSError(errno)
    return buffer[:n]


# All of it, as `write` does.
def stream_put(stream, data):
    done = _stream_write(stream, data)
    if done is None:
        stream_write(stream, data)
    elif not done:
        deflate_write(stream, data, 0, len(data))


# All of it in one go, of which some may be lost; says what went wrong.
def stream_put_once(stream, data):
    done = _stream_write(stream, data)
    if done is None:
        return stream_errno(stream.write(bytearray(data)), len(data))
    if not done:
        deflate_write(stream, data, 0, len(data))
    return 0


# Byte by byte.
def stream_put_bytes(stream, data):
    done = _stream_write(stream, data)
    if done is None:
        for i in range(len(data)):
            errno = stream_put_once(stream, data[i : i + 1])
            if errno:
                raise OSError(errno)
    elif not done:
        deflate_write(stream, data, 0, len(data))


def stream_close(stream):
    done = _stream_close(stream)
    if done is None:
        n = stream.ioctl(4, 0)
        if n < 0:
            stream_error(stream, -n)
    elif done is False:
        deflate_close(stream)
    elif done is not True:
        stream.close()
