# asyncio: tasks in the order of their times, the streams that they wait for, and the loop that runs them.

import select
import sys
from time import sleep_ms as _idle, ticks_add, ticks_diff, ticks_ms as ticks

from _asyncio import Task, TaskQueue


class CancelledError(BaseException):
    pass


class TimeoutError(Exception):
    pass


# What an exception handler is told: the same dict each time, so that telling it takes no memory.
_exc_context = {"message": "Task exception wasn't retrieved", "exception": None, "future": None}

# How a task ends: with `StopIteration`, cancelled, or with an error.
_ENDS = (CancelledError, Exception)
_QUIET_ENDS = (CancelledError, StopIteration)

cur_task = None
_stop_task = None


# What `sleep_ms` gives: it puts the task that awaits it to sleep once. There is one for all tasks,
# so that sleeping takes no memory; `state` is when to wake, until somebody awaits it.
class SingletonGenerator:
    def __init__(self):
        self.state = None
        self.exc = StopIteration()

    def __iter__(self):
        return self

    def __next__(self):
        wake = self.state
        if wake is None:
            self.exc.__traceback__ = None
            raise self.exc
        self.state = None
        _task_queue.push(cur_task, wake)


def sleep_ms(t, sgen=SingletonGenerator()):
    sgen.state = ticks_add(ticks(), max(0, t))
    return sgen


def sleep(t):
    return sleep_ms(int(t * 1000))


# The streams that tasks wait for, by their `id`: who waits to read, who waits to write, the stream.
class IOQueue:
    def __init__(self):
        self.poller = select.poll()
        self.map = {}

    def _enqueue(self, stream, side):
        key = id(stream)
        waiting = self.map.get(key)
        if waiting is None:
            self.map[key] = waiting = [None, None, stream]
            self.poller.register(stream, select.POLLOUT if side else select.POLLIN)
        else:
            self.poller.modify(stream, select.POLLIN | select.POLLOUT)
        waiting[side] = cur_task
        # Whoever cancels the task takes it from here.
        cur_task.data = self

    def queue_read(self, stream):
        self._enqueue(stream, 0)

    def queue_write(self, stream):
        self._enqueue(stream, 1)

    def _dequeue(self, stream):
        del self.map[id(stream)]
        self.poller.unregister(stream)

    def remove(self, task):
        of_task = [w[2] for w in self.map.values() if w[0] is task or w[1] is task]
        for stream in of_task:
            self._dequeue(stream)

    # Makes ready whose stream is, after at most `dt` milliseconds, or however many if it is negative.
    def wait_io_event(self, dt):
        for stream, events in self.poller.ipoll(dt):
            waiting = self.map[id(stream)]
            # What is neither is an error, which both sides want to know.
            if waiting[0] is not None and events & ~select.POLLOUT:
                _task_queue.push(waiting[0])
                waiting[0] = None
            if waiting[1] is not None and events & ~select.POLLIN:
                _task_queue.push(waiting[1])
                waiting[1] = None
            if waiting[0] is not None:
                self.poller.modify(stream, select.POLLIN)
            elif waiting[1] is not None:
                self.poller.modify(stream, select.POLLOUT)
            else:
                self._dequeue(stream)


def _promote_to_task(aw):
    if isinstance(aw, Task):
        return aw
    return create_task(aw)


def create_task(coro):
    if not hasattr(coro, "send"):
        raise TypeError("coroutine expected")
    task = Task(coro, globals())
    _task_queue.push(task)
    return task


# Waits for the next task whose time has come, or gives `None` if none ever will and `main_task`
# waits for none.
def _next_task(main_task):
    global cur_task
    while True:
        task = _task_queue.peek()
        if task:
            dt = max(0, ticks_diff(task.ph_key, ticks()))
        elif _io_queue.map:
            dt = -1
        else:
            cur_task = None
            if not main_task or not main_task.state:
                return None
            # Nothing is left that could wake the main task, but a debugger might.
            dt = 3
        if _io_queue.map:
            _io_queue.wait_io_event(dt)
        elif dt:
            _idle(dt)
        if dt <= 0:
            return _task_queue.pop()


# A task has ended with `end`. Tells whether it was somebody's who will deal with the end.
def _ended(task, end, awaited):
    state = task.state
    if state is True:
        # `None`: it has ended, and nobody has asked for its result yet.
        task.state = False if awaited else None
    elif callable(state):
        state(task, end)
        task.state = False
        awaited = True
    else:
        while state.peek():
            _task_queue.push(state.pop())
            awaited = True
        task.state = False
    return awaited


def run_until_complete(main_task=None):
    global cur_task
    while True:
        task = _next_task(main_task)
        if task is None:
            return
        cur_task = task
        thrown = task.data
        try:
            if thrown:
                # Also how a task that has failed comes here again, if nobody asked for its result:
                # throwing into what has ended raises, and the state tells what to do about it.
                task.data = None
                task.coro.throw(thrown)
            else:
                # The task itself sees to it that it is woken again.
                task.coro.send(None)
        except _ENDS as end:
            is_main = task is main_task
            if is_main:
                cur_task = None
                if not isinstance(end, StopIteration):
                    task.state = False
                    raise end
                if task.state is None:
                    task.state = False
            if task.state:
                if not _ended(task, end, is_main) and not isinstance(end, _QUIET_ENDS):
                    # Comes here again, unless somebody asks for its result until then.
                    _task_queue.push(task)
                task.data = end
            elif task.state is None:
                task.data = thrown
                _exc_context["exception"] = thrown
                _exc_context["future"] = task
                Loop.call_exception_handler(_exc_context)
            if is_main:
                return end.value


def run(coro):
    return run_until_complete(create_task(coro))


async def _stopper():
    pass


class Loop:
    _exc_handler = None

    def create_task(coro):
        return create_task(coro)

    def run_forever():
        global _stop_task
        _stop_task = Task(_stopper(), globals())
        run_until_complete(_stop_task)

    def run_until_complete(aw):
        return run_until_complete(_promote_to_task(aw))

    def stop():
        global _stop_task
        if _stop_task is not None:
            _task_queue.push(_stop_task)
            _stop_task = None

    def close():
        pass

    def set_exception_handler(handler):
        Loop._exc_handler = handler

    def get_exception_handler():
        return Loop._exc_handler

    def default_exception_handler(loop, context):
        task = context["future"]
        print(context["message"], file=sys.stderr)
        print("future:", task, "coro=", task.coro, file=sys.stderr)
        sys.print_exception(context["exception"], sys.stderr)

    def call_exception_handler(context):
        handler = Loop._exc_handler or Loop.default_exception_handler
        handler(Loop, context)


# The parameters are from long ago and mean nothing.
def get_event_loop(runq_len=0, waitq_len=0):
    return Loop


def current_task():
    if cur_task is None:
        raise RuntimeError("no running event loop")
    return cur_task


def new_event_loop():
    global _task_queue, _io_queue
    _task_queue = TaskQueue()
    _io_queue = IOQueue()
    return Loop


new_event_loop()
