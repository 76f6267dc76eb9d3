# select.poll: registering, modifying, polling objects in Python, one-shot, time-outs.
try:
    import io, select, time

    select.poll().register(io.IOBase())
except (ImportError, OSError):
    print("SKIP")
    raise SystemExit


class Stream(io.IOBase):
    def __init__(self, name, ready):
        self.name = name
        self.ready = ready

    def ioctl(self, request, flags):
        if request != 3:
            return -1
        if callable(self.ready):
            return self.ready(flags)
        return self.ready & flags


def show(pairs):
    print(sorted((stream.name, events) for stream, events in pairs))


a, b = Stream("a", 1), Stream("b", 5)
poll = select.poll()
print(poll.poll(0), list(poll.ipoll(0)))
poll.register(a)
poll.register(b, select.POLLOUT)
show(poll.poll())
show(poll.ipoll())
poll.modify(b, select.POLLIN | select.POLLOUT)
show(poll.poll(10))
poll.register(b, select.POLLIN)
show(poll.poll(0))
# One-shot: what was ready is asked for nothing more.
show(poll.ipoll(0, 1))
show(poll.ipoll(0, 1))
poll.modify(a, select.POLLIN)
show(poll.poll(0))
poll.unregister(a)
poll.unregister(a)
show(poll.poll(0))
try:
    poll.modify(a, 1)
except OSError as error:
    print("OSError", error.errno)
for wrong in (None, "x", object(), []):
    try:
        poll.register(wrong)
    except OSError as error:
        print("OSError", error)

# A time-out, and a stream that is ready after some time.
calls = []


def later(flags):
    calls.append(flags)
    return flags if len(calls) > 3 else 0


c = Stream("c", later)
poll = select.poll()
poll.register(c, select.POLLIN)
show(poll.poll(1000))
print(calls)
c.ready = 0
start = time.ticks_ms()
show(poll.poll(20))
print(time.ticks_diff(time.ticks_ms(), start) >= 20)
# Errors count, whatever was asked for.
c.ready = lambda flags: 16
show(poll.poll())
c.ready = lambda flags: -5
try:
    poll.poll()
except OSError as error:
    print("OSError", error.errno)
print(poll, select.POLLIN, select.POLLOUT, select.POLLERR, select.POLLHUP)
try:
    select.poll().register(io.StringIO()) or print("taken")
except OSError as error:
    print("OSError", error.errno)
