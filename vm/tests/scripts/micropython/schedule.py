# micropython.schedule: functions that run soon, in order, with their argument.

import micropython

if not hasattr(micropython, "schedule"):
    print("SKIP")
    raise SystemExit
log = []


def callback(argument):
    log.append(argument)


def settle():
    for _ in range(50):
        pass


micropython.schedule(callback, 1)
settle()
micropython.schedule(callback, "two")
settle()
micropython.schedule(lambda x: log.append(x * 2), 21)
settle()
print(log)
for args in ((), (callback,), (callback, 1, 2)):
    try:
        micropython.schedule(*args)
    except TypeError as error:
        print("TypeError", error)


def nested(n):
    log.append(n)
    if n:
        micropython.schedule(nested, n - 1)


log.clear()
micropython.schedule(nested, 3)
for _ in range(10):
    settle()
print(log)
