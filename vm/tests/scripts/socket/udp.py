# Packets: their sizes, whom they come from, and those that nobody is there for.
try:
    import socket
except ImportError:
    print("SKIP")
    raise SystemExit
import errno
import select
import time


def address(port):
    return socket.getaddrinfo("127.0.0.1", port, 0, socket.SOCK_DGRAM)[0][-1]


def show(label, f, *args):
    try:
        print(label, f(*args))
    except OSError as e:
        print(label, errno.errorcode.get(e.errno, e.errno))


def ready(s):
    poll = select.poll()
    poll.register(s)
    return [events for _, events in poll.poll(500)]


# Waits until something has come.
def arrived(s):
    poll = select.poll()
    poll.register(s, select.POLLIN)
    poll.poll(1000)


near = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
far = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
near.bind(address(18130))
far.bind(address(18131))
show("sendto", far.sendto, b"hello", address(18130))
arrived(near)
print(ready(near), ready(far))
data, sender = near.recvfrom(3)
print(data, socket.sockaddr(sender))
show("nothing", far.sendto, b"", address(18130))
show("nothing", near.recv, 3)
near.setblocking(False)
show("recvfrom", near.recvfrom, 3)
show("recv", near.recv, 3)
show("read", near.read, 3)

show("connect", far.connect, address(18130))
show("send", far.send, b"abc")
show("write", far.write, b"def")
arrived(near)
show("peek", near.recv, 2, socket.MSG_PEEK)
show("read", near.read, 10)
show("flags", far.sendto, b"x", 0, address(18130))
arrived(near)
show("recv", near.recv, 10)

third = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
third.sendto(b"to far", address(18131))
third.sendto(b"to near", address(18130))
arrived(near)
print(ready(near), ready(far))
near.close()
third.close()
# A packet to somebody else, who is not there either, tells nothing.
show("elsewhere", far.sendto, b"x", address(18139))
time.sleep_ms(30)
print(ready(far))
show("nobody", far.send, b"x")
time.sleep_ms(30)
print(ready(far))
show("told", far.send, b"x")
far.close()
