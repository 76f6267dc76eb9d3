# select.select: three lists of streams, and a time-out in seconds. Processes lack it, so that this runs on a board.
import io, select, time


class Stream(io.IOBase):
    def __init__(self, name, ready):
        self.name = name
        self.ready = ready

    def ioctl(self, request, flags):
        return self.ready & flags if request == 3 else -1


def show(lists):
    print([[stream.name for stream in streams] for streams in lists])


a, b, c = Stream("a", 1), Stream("b", 5), Stream("c", 8)
show(select.select([a], [], []))
show(select.select([], [b], []))
show(select.select([b], (b,), [b]))
show(select.select([c], [c], [c], 1))
start = time.ticks_ms()
show(select.select([c], [a], [], 0.02))
print(time.ticks_diff(time.ticks_ms(), start) >= 20)
for wrong in (1, "x", {}):
    try:
        select.select(wrong, [], [])
    except TypeError as error:
        print("TypeError", error)
try:
    select.select([1.5], [], [])
except OSError as error:
    print("OSError", error)
