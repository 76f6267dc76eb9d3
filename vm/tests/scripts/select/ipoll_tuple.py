# select.poll.ipoll gives one tuple again and again, changed in place; poll gives new ones.
try:
    import io, select

    select.poll().register(io.IOBase())
except (ImportError, OSError):
    print("SKIP")
    raise SystemExit


class Stream(io.IOBase):
    def __init__(self, name, ready):
        self.name = name
        self.ready = ready

    def __repr__(self):
        return self.name

    def ioctl(self, request, flags):
        return self.ready & flags if request == 3 else -1


a, b = Stream("a", 1), Stream("b", 5)
poll = select.poll()
poll.register(a)
poll.register(b)
pairs = list(poll.ipoll(0))
print(len(pairs), pairs[0] is pairs[1], pairs[0] == pairs[1])
first = pairs[0]
for pair in poll.ipoll(0):
    print(pair is first)
kept = first[0], first[1]
pairs = poll.poll(0)
print(len(set(pairs)), pairs[0] is first, (first[0], first[1]) == kept)

# One-shot: each is given once, and asked for nothing more.
print([pair is first for pair in poll.ipoll(0, 1)])
print(list(poll.ipoll(0, 1)), poll.poll(0))
poll.modify(a, select.POLLIN)
print(list(poll.ipoll(0, 1)), list(poll.ipoll(0)))
poll.register(b, select.POLLOUT)
print(list(poll.ipoll()), first)
