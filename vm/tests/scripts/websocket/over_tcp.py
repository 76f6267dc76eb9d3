# A conversation in frames over a connection.
try:
    import socket
    from websocket import websocket
except ImportError:
    print("SKIP")
    raise SystemExit

ADDRESS = socket.getaddrinfo("127.0.0.1", 18160)[0][-1]
listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(ADDRESS)
listener.listen(1)
client = socket.socket()
client.connect(ADDRESS)
server, _ = listener.accept()

near, far = websocket(client), websocket(server, True)
print(near.write(b"hello"))
print(far.read(5))
server.setblocking(False)
print(far.read(5))
print(far.write("line\nmore"))
print(near.readline(), near.read(4))
near.close()
print(far.read(1))
far.close()
listener.close()
