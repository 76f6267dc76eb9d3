# What threads refer to stays, whichever of them collects.
import gc, time

try:
    import _thread
except ImportError:
    print("SKIP")
    raise SystemExit

lock = _thread.allocate_lock()
ended = 0


def work(n):
    global ended
    data = [[i, str(i)] for i in range(50)]
    for _ in range(4):
        text = "".join(b for a, b in data)
        data = [[a, b + ""] for a, b in data]
        if n == 0:
            gc.collect()
        time.sleep_ms(1)
    with lock:
        print(sum(a for a, b in data), len(text))
        ended += 1


for n in range(3):
    _thread.start_new_thread(work, (n,))
while ended < 3:
    gc.collect()
    time.sleep_ms(1)


# A lock that only waiting threads know is alive.
def wait(it, n):
    it.acquire()
    print("got it")
    it.release()
    global ended
    ended -= n


hidden = [_thread.allocate_lock()]
hidden[0].acquire()
_thread.start_new_thread(wait, (hidden[0], 3))
time.sleep_ms(5)
gc.collect()
hidden.pop().release()
while ended:
    time.sleep_ms(1)
print("end")
