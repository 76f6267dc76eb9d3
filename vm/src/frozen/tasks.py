# Tasks and streams that wait for what users' objects say.


def task_cancel(task, waits_for, queue, error, sleeps):
    remove = getattr(waits_for, "remove", None)
    if remove is not None:
        remove(task)
        queue.push(task)
    elif sleeps:
        queue.remove(task)
        queue.push(task)
    task.data = error
    return True


# Asks the streams again and again, a millisecond apart, until one is ready or the time is over.
def select_wait(poll, timeout):
    entries = _poll_entries(poll)
    end = None if timeout < 0 else _ticks_end(timeout)
    while True:
        ready = 0
        for i in range(0, len(entries), 2):
            stream = entries[i]
            events = _poll_native(stream, entries[i + 1])
            if events is None:
                events = stream.ioctl(3, entries[i + 1])
                if events < 0:
                    raise OSError(-events)
            _poll_found(poll, i // 2, events)
            if events:
                ready += 1
        if ready or end is not None and _ticks_left(end) <= 0:
            return ready
        _poll_rest(entries, end)


def select_ipoll(poll, timeout):
    return _poll_done(poll, select_wait(poll, timeout))


def select_poll(poll, timeout):
    return _poll_list(poll, select_wait(poll, timeout))


def select_select(poll, timeout):
    lists = [], [], []
    for stream, events in select_ipoll(poll, timeout):
        if events & 1:
            lists[0].append(stream)
        if events & 4:
            lists[1].append(stream)
        if events & ~5:
            lists[2].append(stream)
    return lists
