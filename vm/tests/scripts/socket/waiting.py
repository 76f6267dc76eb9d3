# Sockets that wait, and stop waiting after a time.
try:
    import socket
except ImportError:
    print("SKIP")
    raise SystemExit
import errno
import select
import time

ADDRESS = socket.getaddrinfo("127.0.0.1", 18120)[0][-1]


def show(label, f, *args):
    start = time.ticks_ms()
    try:
        answer = f(*args)
    except OSError as e:
        answer = errno.errorcode[e.errno]
    print(label, answer, round(time.ticks_diff(time.ticks_ms(), start) / 100))


listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(ADDRESS)
listener.listen(1)
listener.settimeout(0.2)
show("accept", listener.accept)

client = socket.socket()
show("connect", client.connect, ADDRESS)
server, _ = listener.accept()
client.settimeout(0.2)
show("recv", client.recv, 5)
show("recvfrom", client.recvfrom, 5)
show("read", client.read, 5)
show("readline", client.readline)
show("readinto", client.readinto, bytearray(5))
show("now", client.recv, 5, socket.MSG_DONTWAIT)

server.write(b"line\nrest")
show("readline", client.readline)
show("recv", client.recv, 100)

server.settimeout(0.2)
sent = 0
try:
    while True:
        sent += server.send(b"x" * 100_000)
except OSError as e:
    print("full", errno.errorcode[e.errno], sent > 0)
server.close()
received = 0
while True:
    part = client.recv(10_000)
    received += len(part)
    if not part:
        break
print(received >= sent)

client.settimeout(None)
show("the end", client.read)
client.setblocking(False)
client.setblocking(True)
show("the end", client.read, 10)

poll = select.poll()
poll.register(listener, select.POLLIN)
show("poll", poll.poll, 200)
