# Sockets that wait: each operation is tried again until it can be done or the time is over.


def socket_again(op, socket, a, b):
    end = _socket_end(op, socket)
    while True:
        done = _socket_try(op, socket, a, b)
        if done is not ...:
            return done
        if _socket_wait(socket, end) is False:
            # To accept and to connect are late; to receive is to try again.
            raise OSError(110 if op in (3, 4) else 11)


# As many bytes as are asked for, or until the other end is closed, or until a line ends; each part has all the time
# anew. Without waiting, what there is, or `None`.
def socket_read(socket, size, op):
    data = bytearray()
    end = _socket_end(op, socket)
    while len(data) != size:
        part = _socket_try(op, socket, size - len(data), 0)
        if part is ...:
            if end == -1:
                return bytes(data) if data else None
            if _socket_wait(socket, end) is False:
                raise OSError(110)
            continue
        if not part:
            break
        data += part
        if op == 1 and data[-1] == 10:
            break
        end = _socket_end(op, socket)
    return bytes(data)


def socket_read_into(socket, buffer, size):
    data = socket_read(socket, size, 0)
    if data is None:
        return None
    _put_into(buffer, data)
    return len(data)


# All bytes, or without waiting as many as there is room for, or `None`.
def socket_write(socket, data, sends):
    at = 0
    end = _socket_end(2, socket)
    while at < len(data) or sends and not data:
        n = _socket_try(2, socket, data, at)
        if n is ...:
            if end == -1:
                return at or None
            if _socket_wait(socket, end) is False:
                if not sends:
                    raise OSError(110)
                if not at:
                    raise OSError(11)
                break
            continue
        at += n
        if not data:
            break
        end = _socket_end(2, socket)
    return at


def socket_send_all(socket, data):
    if socket_write(socket, data, True) != len(data):
        raise OSError(4)


def socket_set_blocking(socket, flag):
    socket.setblocking(bool(flag))
