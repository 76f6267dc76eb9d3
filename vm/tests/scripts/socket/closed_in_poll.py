# What poll says of a socket that was closed after it was registered.
try:
    import select
    import socket
except ImportError:
    print("SKIP")
    raise SystemExit

for events in (0, select.POLLIN, select.POLLOUT, select.POLLIN | select.POLLOUT):
    s = socket.socket()
    poller = select.poll()
    poller.register(s, events)
    s.close()
    found = poller.poll(0)
    print(len(found), found[0][0] is s, found[0][1])

s = socket.socket()
poller = select.poll()
poller.register(s)
s.close()
for stream, events in poller.ipoll(0):
    print(stream is s, events)
poller.unregister(s)
print(poller.poll(0))
