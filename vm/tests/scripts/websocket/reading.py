# Frames that come: of all lengths, masked, in parts, with others between them.
try:
    from websocket import websocket
except ImportError:
    print("SKIP")
    raise SystemExit
import io


def show(frames, *sizes):
    ws = websocket(io.BytesIO(frames))
    print([ws.read(size) for size in sizes])


print(websocket(io.BytesIO()))
show(b"\x81\x04ping", 4)
show(b"\x81\x04ping\x81\x03end", -1)
show(b"\x01\x04ping\x00\x04Ping\x80\x04PING", 6, 4, 2, 2)
show(b"\x81\x00\x81\x02ab", 2)
show(b"\x81\x7e\x00\x80" + b"ping" * 32, 128)
show(b"\x81\x88maskmaskMASK", 3, 5)
show(b"\x82\xfe\x00\x08maskmaskMASK", 8)
show(b"\x89\x00\x81\x04ping", 4)
show(b"\x01\x02ab\x89\x03xyz\x80\x02cd", 4)
show(b"\x81\x04pi", 4, 1)
show(b"\x81", 4)
show(b"", 4)

ws = websocket(io.BytesIO(b"\x81\x0bone\ntwo\nrest"))
print(ws.readline(), ws.readline(2), ws.readline(), ws.readline(), ws.readline())
ws = websocket(io.BytesIO(b"\x82\x06abcdef"))
buffer = bytearray(4)
print(ws.readinto(buffer), buffer, ws.readinto(buffer, 1), buffer)
print(ws.ioctl(8))

ws = websocket(io.BytesIO(b"\x81\x7f" + bytes(8)))
try:
    ws.read(1)
except OSError as e:
    print(e)

stream = io.BytesIO(b"\x88\x00")
print(websocket(stream).read(1), stream.getvalue())
