# One thread waits for what another one sends.
try:
    import socket
    import _thread
except ImportError:
    print("SKIP")
    raise SystemExit
import select

ADDRESS = socket.getaddrinfo("127.0.0.1", 18170)[0][-1]
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(ADDRESS)
listener.listen(1)


def serve():
    for _ in range(2):
        client, _ = listener.accept()
        while True:
            line = client.readline()
            if not line:
                break
            client.write(line.upper())
        client.close()


_thread.start_new_thread(serve, ())
for text in (b"hello\n", b"again\n"):
    s = socket.socket()
    s.settimeout(5)
    s.connect(ADDRESS)
    s.write(text)
    poll = select.poll()
    poll.register(s, select.POLLIN)
    print(len(poll.poll(5000)), s.readline())
    s.close()
listener.close()
