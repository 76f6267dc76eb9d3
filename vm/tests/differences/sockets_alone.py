# The machine has no network but its own loopback, and no sockets of its file system.
# Cause: what comes from a network is not the same each time; a run is.
# Workaround: connect to a server in the same program; `pinwheel run --network` lets a program reach servers on
#     this computer.
import socket

for address in ("192.0.2.1", "2001:db8::1"):
    family, kind, proto, _, address = socket.getaddrinfo(address, 80, 0, socket.SOCK_STREAM)[0]
    try:
        socket.socket(family, kind, proto).connect(address)
    except OSError as e:
        print(e.errno)
try:
    socket.socket(socket.AF_UNIX)
except OSError as e:
    print(e.errno)

# What `makefile` gives is the socket itself, as on boards.
print(socket.socket().makefile())
