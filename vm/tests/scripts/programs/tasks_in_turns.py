# A cooperative scheduler over virtual time.

class Sleep:
    def __init__(self, t):
        self.t = t

    def __iter__(self):
        yield self.t

    __await__ = __iter__


class Loop:
    def __init__(self):
        self.now, self.queue, self.n, self.log = 0, [], 0, []

    def spawn(self, coroutine, delay=0):
        self.n += 1
        self.queue.append((self.now + delay, self.n, coroutine))

    def run(self):
        while self.queue:
            self.queue.sort(key=lambda e: e[:2])
            self.now, _, task = self.queue.pop(0)
            try:
                self.spawn(task, task.send(None))
            except StopIteration as done:
                if done.value is not None:
                    self.log.append((self.now, "result", done.value))
            except Exception as error:
                self.log.append((self.now, type(error).__name__, str(error)))


loop = Loop()


async def blink(name, period, times):
    for i in range(times):
        loop.log.append((loop.now, name, i))
        await Sleep(period)
    return name + " done"


async def fails(after):
    await Sleep(after)
    raise ValueError("after %d" % after)


async def parent():
    a = await blink("inner", 1, 2)
    loop.spawn(blink("spawned", 2, 1))
    return a.upper()


loop.spawn(blink("a", 3, 3))
loop.spawn(blink("b", 5, 2))
loop.spawn(fails(4))
loop.spawn(parent(), 1)
loop.run()
for entry in loop.log:
    print(*entry)
