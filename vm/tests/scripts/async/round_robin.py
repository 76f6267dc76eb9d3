# Several tasks in turns, with a queue between them.

class Switch:
    def __iter__(self):
        yield

    __await__ = __iter__


class Queue:
    def __init__(self):
        self.items = []

    async def get(self):
        while not self.items:
            await Switch()
        return self.items.pop(0)

    def put(self, item):
        self.items.append(item)


class Loop:
    def __init__(self):
        self.tasks = []

    def add(self, coroutine):
        self.tasks.append(coroutine)

    def run(self):
        steps = 0
        while self.tasks:
            task = self.tasks.pop(0)
            steps += 1
            try:
                task.send(None)
            except StopIteration:
                continue
            self.tasks.append(task)
        return steps


log = []


async def producer(q, n):
    for i in range(n):
        q.put(i)
        log.append("put %d" % i)
        await Switch()
    q.put(None)


async def consumer(q, name):
    while True:
        item = await q.get()
        if item is None:
            q.put(None)
            break
        log.append("%s got %d" % (name, item))


loop, q = Loop(), Queue()
loop.add(producer(q, 5))
loop.add(consumer(q, "a"))
loop.add(consumer(q, "b"))
print(loop.run() > 5)
print(log)
