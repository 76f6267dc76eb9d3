# What sockets refuse, by errno.
try:
    import socket
except ImportError:
    print("SKIP")
    raise SystemExit
import errno

ADDRESS = socket.getaddrinfo("127.0.0.1", 18101)[0][-1]


def show(label, f, *args):
    try:
        print(label, f(*args))
    except (OSError, TypeError) as e:
        print(label, repr(e))


show("family", socket.socket, 99)
show("kind", socket.socket, 2, 99)
show("protocol", socket.socket, 2, 1, 17)
show("no number", socket.socket, None)
print(socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).fileno() >= 0)

s = socket.socket()
show("recv", s.recv, 1)
show("read", s.read, 1)
show("send", s.send, b"x")
show("write", s.write, b"x")
show("write nothing", s.write, b"")
show("accept", s.accept)
show("refused", s.connect, ADDRESS)
show("short address", s.connect, b"\2\0")
show("no address", s.connect, 5)
show("text", s.bind, "abc")
show("option", s.setsockopt, 1, 2, 1)
show("short option", s.setsockopt, 1, 2, b"x")
show("no option", s.setsockopt, 99, 99, 1)
show("read-only option", s.setsockopt, 1, 3, 1)
show("no value", s.setsockopt, 1, 2, None)
show("arguments", s.recv)
show("other", socket.socket.recv, 5, 1)

show("bind", s.bind, ADDRESS)
show("bound", s.bind, socket.getaddrinfo("127.0.0.1", 18102)[0][-1])
t = socket.socket()
show("in use", t.bind, ADDRESS)
s.listen()
show("in use", t.bind, ADDRESS)
show("any", t.bind, socket.getaddrinfo("127.0.0.1", 0)[0][-1])
show("other family", socket.socket().bind, socket.getaddrinfo("::1", 18101)[0][-1])
show("other family", socket.socket(socket.AF_INET6).bind, ADDRESS)

s.close()
s.close()
print(s.fileno())
for f, *args in (
    (s.recv, 1),
    (s.read, 1),
    (s.readline,),
    (s.send, b"x"),
    (s.write, b""),
    (s.accept,),
    (s.listen,),
    (s.bind, ADDRESS),
    (s.connect, ADDRESS),
    (s.sendto, b"x", ADDRESS),
    (s.setblocking, False),
    (s.settimeout, 1),
    (s.setsockopt, 1, 2, 1),
):
    show("closed", f, *args)

u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
show("listen", u.listen)
show("accept", u.accept)
show("nowhere", u.send, b"x")
show("too big", u.sendto, bytes(65508), ADDRESS)
show("timeout", u.settimeout, "1")


class Odd:
    def __bool__(self):
        return False


u.setblocking(Odd())
show("again", u.recv, 1)
for kind in (4, 9, 11, -1):
    show("kind", socket.socket, socket.AF_INET, kind)
