# websocket: frames of the WebSocket protocol (RFC 6455) over any stream.

from io import IOBase as _Stream

# What a frame holds.
_OPCODE = 0x0F
_CLOSE = 8

# What `ioctl` may be asked for.
_CLOSES = 4
_GETS_OPTIONS = 8
_SETS_OPTIONS = 9


class websocket(_Stream):
    def __init__(self, stream, blocking=False):
        if not hasattr(stream, "write") or not (hasattr(stream, "readinto")):
            raise OSError("stream operation not supported")
        self._stream = stream
        self._blocking = blocking is True
        # The head of a frame as far as it has come, and how long it is as far as is known.
        self._head = b""
        self._head_len = 2
        # What is left of a frame's payload; `None` before the head is complete.
        self._left = None
        self._mask = None
        self._mask_at = 0
        # The first bytes of the last frame, and of the last one with data.
        self._flags = 0
        self._data_flags = 0
        # What frames are sent: text, if nothing else is said.
        self._sends = 1

    def __repr__(self):
        return "<websocket>"

    # Some bytes of the stream; none at its end, `None` if it has none yet.
    def _take(self, size):
        buffer = bytearray(size)
        n = self._stream.readinto(buffer)
        if n is None:
            return None
        if n < 0:
            raise OSError(-n)
        return buffer[:n]

    # Takes the rest of a frame's head. What comes of it is that of `_take`, until the head is there.
    def _take_head(self):
        while len(self._head) < self._head_len:
            part = self._take(self._head_len - len(self._head))
            if not part:
                return part
            self._head += part
            if len(self._head) < self._head_len:
                return None
            if self._head_len == 2:
                size = self._head[1] & 0x7F
                if size == 127:
                    # Nobody here has room for what is that long, and there is no way to skip it.
                    self.close()
                    raise OSError(5)
                self._head_len += (2 if size == 126 else 0) + (4 if self._head[1] & 0x80 else 0)
        head = self._head
        self._flags = head[0]
        if head[0] & _OPCODE:
            self._data_flags = head[0]
        else:
            # It goes on with what was there before.
            self._data_flags = self._data_flags & _OPCODE | head[0] & ~_OPCODE
        self._left = head[1] & 0x7F
        if self._left == 126:
            self._left = head[2] << 8 | head[3]
        self._mask = head[-4:] if head[1] & 0x80 else None
        self._mask_at = 0
        self._head = b""
        self._head_len = 2
        return True

    # Some bytes of data; none at the end, `None` if there are none yet.
    def _receive(self, size):
        while True:
            if self._left is None:
                head = self._take_head()
                if not head:
                    return head
            part = b""
            if self._left:
                part = self._take(min(size, self._left))
                if not part:
                    return part
                if self._mask:
                    for i in range(len(part)):
                        part[i] ^= self._mask[self._mask_at & 3]
                        self._mask_at += 1
                self._left -= len(part)
            is_control = self._flags & _OPCODE >= _CLOSE
            if not self._left:
                self._left = None
                if is_control:
                    if self._flags & _OPCODE == _CLOSE:
                        self._send(b"\x88\0", b"")
                        return b""
                    continue
            # A frame without data is not the end.
            if part:
                return part

    def _read(self, size, to_line_end):
        data = bytearray()
        while len(data) != size:
            part = self._receive(1 if to_line_end else size - len(data) if size > 0 else 256)
            if part is None and not data:
                return None
            if not part:
                break
            data += part
            if to_line_end and part[0] == 10:
                break
        return bytes(data)

    def read(self, size=-1):
        return self._read(-1 if size is None else size, False)

    def readline(self, size=-1):
        return self._read(-1 if size is None else size, True)

    def readinto(self, buffer, size=None):
        view = memoryview(buffer)
        data = self._read(len(view) if size is None else min(size, len(view)), False)
        if data is None:
            return None
        view[: len(data)] = data
        return len(data)

    # All of the bytes; `None` if they could not be sent without waiting.
    def _send(self, head, data):
        stream = self._stream
        if self._blocking:
            stream.setblocking(True)
        try:
            for part in (head, data):
                part = memoryview(part)
                while len(part):
                    n = stream.write(part)
                    if n is None:
                        return None
                    part = part[n:]
        finally:
            if self._blocking:
                stream.setblocking(False)
        return len(data)

    def write(self, data, *part):
        data = data.encode() if isinstance(data, str) else bytes(data)
        if part:
            offset = part[0] if len(part) > 1 else 0
            data = data[offset : offset + part[-1]]
        size = len(data)
        if not size:
            return 0
        if size > 0xFFFF:
            raise OSError(105)
        first = 0x80 | self._sends
        if size < 126:
            head = bytes((first, size))
        else:
            head = bytes((first, 126, size >> 8, size & 0xFF))
        return self._send(head, data)

    def ioctl(self, request, arg=0):
        if request == _CLOSES:
            self.close()
            return 0
        if request == _GETS_OPTIONS:
            return self._data_flags & _OPCODE
        if request == _SETS_OPTIONS:
            before = self._sends
            self._sends = arg & _OPCODE
            return before
        raise OSError(22)

    def close(self):
        if isinstance(self._stream, _Stream):
            self._stream.ioctl(_CLOSES, 0)
        else:
            self._stream.close()
