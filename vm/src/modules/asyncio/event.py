# asyncio: events that tasks wait for.

import io

from . import core


class Event:
    def __init__(self):
        self.state = False
        self.waiting = core.TaskQueue()

    def is_set(self):
        return self.state

    # Not for interrupts: those have `ThreadSafeFlag`.
    def set(self):
        waiting = self.waiting
        while waiting.peek():
            core._task_queue.push(waiting.pop())
        self.state = True

    def clear(self):
        self.state = False

    # async
    def wait(self):
        if not self.state:
            task = core.cur_task
            self.waiting.push(task)
            # Whoever cancels the task takes it from here.
            task.data = self.waiting
            yield
        return True


# A flag that interrupts may set: a stream, which the loop asks whether it is ready. Whoever has waited
# for it finds it cleared.
class ThreadSafeFlag(io.IOBase):
    def __init__(self):
        self.state = 0

    def ioctl(self, req, flags):
        # 3 asks which of the events in `flags` have come.
        return self.state * flags if req == 3 else -1

    def set(self):
        self.state = 1

    def clear(self):
        self.state = 0

    async def wait(self):
        if not self.state:
            yield core._io_queue.queue_read(self)
        self.state = 0
