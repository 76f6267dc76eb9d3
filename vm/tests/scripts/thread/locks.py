# Locks keep threads apart, and let one wait for another.
import time

try:
    import _thread
except ImportError:
    print("SKIP")
    raise SystemExit

# Counting without a lost step.
lock = _thread.allocate_lock()
count = 0
left = 4


def add(n):
    global count, left
    for _ in range(n):
        with lock:
            old = count
            for _ in range(3):
                pass
            count = old + 1
    with lock:
        left -= 1


for _ in range(4):
    _thread.start_new_thread(add, (300,))
while True:
    with lock:
        if not left:
            break
    time.sleep_ms(1)
print(count, lock.locked())

# To and fro.
ping, pong = _thread.allocate_lock(), _thread.allocate_lock()
ping.acquire()
pong.acquire()


def answer(n):
    for i in range(n):
        ping.acquire()
        print("pong", i)
        pong.release()


_thread.start_new_thread(answer, (5,))
for i in range(5):
    print("ping", i)
    ping.release()
    pong.acquire()

# Another thread than the one that has it may release a lock.
other = _thread.allocate_lock()
other.acquire()
_thread.start_new_thread(other.release, ())
other.acquire()
print(other.locked())

# A pipeline of stages.
locks = [_thread.allocate_lock() for _ in range(6)]
for each in locks:
    each.acquire()


def stage(i):
    locks[i].acquire()
    print("stage", i)
    locks[i + 1].release()


for i in (3, 1, 4, 0, 2):
    _thread.start_new_thread(stage, (i,))
locks[0].release()
locks[5].acquire()

# One that is taken is only tried.
with other if not other.locked() else lock:
    taken = []
    _thread.start_new_thread(lambda: taken.append(lock.acquire(0)), ())
    while not taken:
        time.sleep_ms(1)
print(taken)

# An exception in the block gives it back.
try:
    with lock:
        raise ValueError
except ValueError:
    print(lock.locked())
