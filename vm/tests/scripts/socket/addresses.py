# Names, services and addresses in numbers, and what bytes of addresses say.
try:
    import socket
except ImportError:
    print("SKIP")
    raise SystemExit


def show(f, *args):
    try:
        print(args, f(*args))
    except (OSError, TypeError) as e:
        print(args, repr(e))


for host, port, *rest in (
    ("127.0.0.1", 8000),
    ("127.0.0.1", "80"),
    ("127.0.0.1", 70000),
    ("127.0.0.1", -1),
    ("127.0.0.1", "no such service"),
    ("127.1", 80, socket.AF_INET, socket.SOCK_STREAM),
    ("127.0.0.1", 80, socket.AF_INET6),
    ("127.0.0.1", 80, 99),
    ("127.0.0.1", 80, 2, 9),
    ("127.0.0.1", 80, 2, 1, 17),
    ("127.0.0.1", 80, 0, 0, 17),
    ("127.0.0.1", 80, 2, socket.SOCK_RAW),
    ("127.0.0.1", 80, 2, 1, 6, 2),
    ("::1", 80, 0, socket.SOCK_STREAM),
    ("::1", 80, socket.AF_INET),
    ("0.0.0.0", 80, 0, socket.SOCK_DGRAM),
    ("localhost", 80, socket.AF_INET, socket.SOCK_STREAM),
    ("no-such-host.invalid", 80),
    (5, 80),
):
    show(socket.getaddrinfo, host, port, *rest)

for text in ("1.2.3.4", "255.255.255.255", "1.2.3", "1.2.3.256", "01.2.3.4", ""):
    show(socket.inet_pton, socket.AF_INET, text)
for text in ("::", "::1", "1:2:3:4:5:6:7:8", "1::2::3", "::ffff:1.2.3.4", "12345::"):
    show(socket.inet_pton, socket.AF_INET6, text)
show(socket.inet_pton, 99, "1")
show(socket.inet_ntop, socket.AF_INET, b"abcd")
show(socket.inet_ntop, socket.AF_INET6, bytes(range(16)))
show(socket.inet_ntop, socket.AF_INET6, bytes(16))
show(socket.inet_ntop, socket.AF_INET6, b"\0\1" + bytes(4) + b"\0\2" + bytes(8))
show(socket.inet_ntop, socket.AF_INET6, bytes(10) + b"\xff\xffabcd")
show(socket.inet_ntop, 99, bytes(16))
show(socket.inet_ntop, 2, 5)

show(socket.sockaddr, socket.getaddrinfo("127.0.0.1", 8000)[0][-1])
show(socket.sockaddr, b"\x0a\0" + bytes(range(26)))
show(socket.sockaddr, b"\1\0/some/where")
