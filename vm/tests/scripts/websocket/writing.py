# Frames that are sent, and what the object refuses.
try:
    from websocket import websocket
except ImportError:
    print("SKIP")
    raise SystemExit
import io


def show(data, *args):
    stream = io.BytesIO()
    ws = websocket(stream)
    n = ws.write(data, *args)
    sent = stream.getvalue()
    print(n, len(sent), sent[:8])


show(b"pong")
show("text é")
show(b"")
show(bytearray(125))
show(bytes(126))
show(bytes(65535))
show(b"abcdef", 3)
show(b"abcdef", 2, 3)

stream = io.BytesIO()
ws = websocket(stream)
print(ws.ioctl(9, 2), ws.ioctl(9, 1), ws.ioctl(9, 2), ws.write(b"binary"))
print(stream.getvalue())
print("print", file=ws)
print(stream.getvalue()[8:])

for f, *args in (
    (ws.write, bytes(65536)),
    (ws.ioctl, -1),
    (ws.ioctl, 3, 1),
    (websocket, 5),
):
    try:
        f(*args)
    except (OSError, TypeError) as e:
        print(type(e), e)
ws.close()
try:
    ws.read(1)
except ValueError as e:
    print(e)


# A stream that takes a few bytes at a time, or none.
class Slow(io.IOBase):
    def __init__(self, *sizes):
        self.sizes = list(sizes)
        self.sent = b""

    def setblocking(self, flag):
        print("setblocking", flag)

    def readinto(self, buffer):
        return None

    def write(self, data):
        n = self.sizes.pop(0) if self.sizes else len(data)
        if n is not None:
            n = min(n, len(data))
            self.sent += bytes(data[:n])
        return n

    def ioctl(self, request, arg):
        print("ioctl", request)
        return 0


slow = Slow(1, 1, 2, 3)
print(websocket(slow, True).write(b"slowly"), slow.sent)
slow = Slow(None)
print(websocket(slow).write(b"never"), slow.sent)
print(websocket(slow).read(1))
websocket(slow).close()
