# Sockets where other modules take streams.
try:
    import socket
except ImportError:
    print("SKIP")
    raise SystemExit
import io
import json

ADDRESS = socket.getaddrinfo("127.0.0.1", 18140)[0][-1]

listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(ADDRESS)
listener.listen(1)
client = socket.socket()
client.connect(ADDRESS)
server, _ = listener.accept()

print("printed", 1, 2, file=server)
print(client.readline())
json.dump({"a": [1, 2.5, None]}, server)
server.write(b"\n")
print(client.readline())
server.write(b'{"b": "text"}')
server.close()
print(json.load(client))
client.close()


class Derived(socket.socket):
    def more(self):
        return self.fileno() >= 0


d = Derived()
print(d.more())
d.connect(ADDRESS)
server, _ = listener.accept()
server.write(b"to a derived one")
print(d.recv(100))
d.close()
print(d.more())
print(server.read())
server.close()
listener.close()
