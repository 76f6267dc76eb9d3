# asyncio: waiting for an awaitable for some time, and for many at once.

from . import core


# Awaits `aw` for a task that sleeps, and wakes it by cancelling it: with an error that holds how it
# went, `True` or an exception, and the result.
async def _run(sleeper, aw):
    result = None
    try:
        result = await aw
        status = True
    except BaseException as error:
        status = error
    if sleeper.data is None and sleeper.cancel():
        sleeper.data = core.CancelledError(status, result)


async def wait_for(aw, timeout, sleep=core.sleep):
    aw = core._promote_to_task(aw)
    if timeout is None:
        return await aw
    runner = core.create_task(_run(core.cur_task, aw))
    try:
        await sleep(timeout)
    except core.CancelledError as woken:
        status = woken.value
        if status is None:
            # It was somebody else who cancelled.
            runner.cancel()
            raise woken
        if status is True:
            return woken.args[1]
        raise status
    runner.cancel()
    await runner
    raise core.TimeoutError


def wait_for_ms(aw, timeout):
    return wait_for(aw, timeout, core.sleep_ms)


# What a task waits for that is in no queue: there is nothing to take it from when it is cancelled.
class _Remove:
    @staticmethod
    def remove(task):
        pass


# async
def gather(*aws, return_exceptions=False):
    tasks = [core._promote_to_task(aw) for aw in aws]
    me = core.cur_task
    # How many tasks still run; or what to raise.
    left = 0

    def done(task, end):
        nonlocal left
        if me.data is not _Remove:
            # This task is about to run already: another one failed, or somebody cancelled it.
            return
        if isinstance(end, StopIteration) or return_exceptions:
            left -= 1
            if left:
                return
        else:
            left = end
        core._task_queue.push(me)

    for task in tasks:
        if task.state is True:
            task.state = done
            left += 1
        elif task.state:
            raise RuntimeError("can't gather")
        elif not (return_exceptions or isinstance(task.data, StopIteration)):
            # It has failed already: below zero, so that nothing is waited for.
            left = -len(tasks)

    cancelled = False
    if left > 0:
        me.data = _Remove
        try:
            yield
        except core.CancelledError as error:
            cancelled = True
            left = error

    results = tasks
    for i, task in enumerate(tasks):
        if task.state is done:
            # It goes on alone.
            task.state = True
            if cancelled:
                task.cancel()
        elif isinstance(task.data, StopIteration):
            results[i] = task.data.value
        elif return_exceptions:
            results[i] = task.data
        elif isinstance(left, int):
            left = task.data
    if left:
        raise left
    return results
