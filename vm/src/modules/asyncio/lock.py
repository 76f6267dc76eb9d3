# asyncio: locks, which one task at a time holds.

from . import core


class Lock:
    # The state is 0 while it is free, 1 while it is held, or the task that is about to get it.
    def __init__(self):
        self.state = 0
        self.waiting = core.TaskQueue()

    def locked(self):
        return self.state == 1

    def release(self):
        if self.state != 1:
            raise RuntimeError("Lock not acquired")
        if self.waiting.peek():
            self.state = task = self.waiting.pop()
            core._task_queue.push(task)
        else:
            self.state = 0

    # async
    def acquire(self):
        if self.state != 0:
            task = core.cur_task
            self.waiting.push(task)
            # Whoever cancels the task takes it from here.
            task.data = self.waiting
            try:
                yield
            except core.CancelledError:
                if self.state == task:
                    # It was about to get the lock: the next one shall.
                    self.state = 1
                    self.release()
                raise
        self.state = 1
        return True

    async def __aenter__(self):
        return await self.acquire()

    async def __aexit__(self, exc_type, exc, tb):
        return self.release()
