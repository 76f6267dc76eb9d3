# A thread ends alone: by returning, by exit, by an exception.
import sys, time

try:
    import _thread
except ImportError:
    print("SKIP")
    raise SystemExit

ended = []


def returns():
    ended.append("returns")
    return 5


def exits():
    ended.append("exits")
    try:
        _thread.exit()
    finally:
        ended.append("finally")


def leaves():
    ended.append("leaves")
    sys.exit(3)


def raises():
    ended.append("raises")
    raise ValueError("told on standard error")


def raises_base():
    ended.append("raises_base")
    raise KeyboardInterrupt


class Shown:
    def __call__(self):
        ended.append("shown")
        raise KeyError(1)

    def __repr__(self):
        ended.append("repr")
        return "Shown()"


for f, n in (
    (returns, 1),
    (exits, 2),
    (leaves, 1),
    (raises, 1),
    (raises_base, 1),
    (Shown(), 2),
    (None, 0),
):
    ended.clear()
    _thread.start_new_thread(f, ())
    while len(ended) < n:
        time.sleep_ms(1)
    time.sleep_ms(10)
    print(ended)


# An exception that is caught is no end.
def catches():
    for error in (ValueError, KeyError, SystemExit):
        try:
            raise error
        except BaseException as e:
            ended.append(type(e).__name__)
    ended.append("end")


ended.clear()
_thread.start_new_thread(catches, ())
while "end" not in ended:
    time.sleep_ms(1)
print(ended)


# The end of the main thread is that of all.
def never():
    time.sleep(60)
    print("never")


def waits():
    lock = _thread.allocate_lock()
    lock.acquire()
    lock.acquire()
    print("never")


_thread.start_new_thread(never, ())
_thread.start_new_thread(waits, ())
time.sleep_ms(10)
print("main ends")
