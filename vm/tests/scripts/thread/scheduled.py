# The main thread runs what another has scheduled; the heap is locked for one thread alone.
import micropython, time

try:
    import _thread
except ImportError:
    print("SKIP")
    raise SystemExit

main = _thread.get_ident()
calls = []


def call(x):
    calls.append((x, _thread.get_ident() == main))


def ask():
    for i in range(3):
        micropython.schedule(call, i)
    asked.append(True)


asked = []
_thread.start_new_thread(ask, ())
while len(calls) < 3 or not asked:
    pass
print(calls)

go, gone = _thread.allocate_lock(), _thread.allocate_lock()
go.acquire()
gone.acquire()


def allocate():
    go.acquire()
    print([1, 2] + [3])
    gone.release()


_thread.start_new_thread(allocate, ())
micropython.heap_lock()
go.release()
gone.acquire()
try:
    print([1, 2] + [3])
except MemoryError:
    micropython.heap_unlock()
    print("MemoryError")
