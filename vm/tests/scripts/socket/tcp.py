# A connection from its making to its end, with sockets that do not wait.
try:
    import socket
except ImportError:
    print("SKIP")
    raise SystemExit
import errno
import select
import time

ADDRESS = socket.getaddrinfo("127.0.0.1", 18110)[0][-1]


def show(label, f, *args):
    try:
        print(label, f(*args))
    except OSError as e:
        print(label, errno.errorcode.get(e.errno, e.errno))


def ready(s, wait=1000):
    poll = select.poll()
    poll.register(s)
    return [events for _, events in poll.poll(wait)]


# Waits until something has come.
def arrived(s):
    poll = select.poll()
    poll.register(s, select.POLLIN)
    poll.poll(1000)


listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(ADDRESS)
listener.listen(1)
listener.setblocking(False)
show("accept", listener.accept)

client = socket.socket()
client.setblocking(False)
show("connect", client.connect, ADDRESS)
arrived(listener)
print(ready(client), ready(listener))
show("connected", client.connect, ADDRESS)
show("connect again", client.connect, ADDRESS)
server, address = listener.accept()
family, ip, port = socket.sockaddr(address)
print(type(address), family, ip, port > 0)
server.setblocking(False)

print(ready(client, 0), ready(server, 0))
show("recv", client.recv, 5)
show("read", client.read, 5)
show("readline", client.readline)
show("readinto", client.readinto, bytearray(3))

show("write", server.write, b"one\ntwo\nthree")
arrived(client)
print(ready(client))
show("line", client.readline)
show("part of a line", client.readline, 2)
show("rest of a line", client.readline)
show("peek", client.recv, 3, socket.MSG_PEEK)
show("what there is", client.read)
show("nothing", client.read)

buffer = bytearray(6)
show("write a part", client.write, b"abcdefgh", 2, 4)
arrived(server)
show("readinto", server.readinto, buffer)
print(buffer)
show("send", client.send, b"12345")
arrived(server)
show("readinto", server.readinto, buffer, 3)
print(buffer)
show("recvfrom", server.recvfrom, 10)
show("sendall", server.sendall, bytearray(b"all"))
arrived(client)
show("recv", client.recv, 10)
show("sendto", server.sendto, b"!", ADDRESS)
arrived(client)
show("recv", client.recv, 10)
show("bind", client.bind, ADDRESS)
show("listen", client.listen)

server.write(b"bye")
server.close()
arrived(client)
print(ready(client))
show("recv", client.recv, 2)
show("recv", client.recv, 2)
show("the end", client.recv, 2)
show("the end", client.read)
show("the end", client.readline)
show("into the void", client.send, b"x")
time.sleep_ms(30)
show("broken", client.send, b"x")
show("broken", client.write, b"x")
client.close()
listener.close()

again = socket.socket()
show("refused", again.connect, ADDRESS)
again = socket.socket()
again.setblocking(False)
show("refused", again.connect, ADDRESS)
print(ready(again))
show("refused", again.connect, ADDRESS)
