# What the package offers, and its old name.
try:
    import asyncio

    asyncio.run
except (ImportError, AttributeError):
    print("SKIP")
    raise SystemExit

import uasyncio

print(uasyncio.sleep_ms is asyncio.sleep_ms, uasyncio.Event is asyncio.Event)
print(asyncio.__version__, asyncio.__name__, asyncio.core.__name__)
names = "Event Lock Loop StreamReader StreamWriter Task TaskQueue ThreadSafeFlag create_task gather"
names += " get_event_loop new_event_loop open_connection run sleep sleep_ms start_server wait_for"
for name in names.split():
    print(name, type(getattr(asyncio, name)).__name__)
for wrong in ("nothing", "Queue"):
    try:
        getattr(asyncio, wrong)
    except AttributeError as error:
        print("AttributeError", error)
print(asyncio.get_event_loop() is asyncio.Loop)
task = asyncio.core.Task(None)
print(task, task.data, task.state, task.ph_key, asyncio.core.TaskQueue())
task.data = 1
task.state = False
print(task.data, task.state, task.done())
try:
    task.coro = 1
except AttributeError as error:
    print("AttributeError", error)
