# One thread sleeps, the others go on.
import time

try:
    import _thread
except ImportError:
    print("SKIP")
    raise SystemExit

order = []


def nap(ms):
    time.sleep_ms(ms)
    order.append(ms)


for ms in (300, 100, 500, 200, 400):
    _thread.start_new_thread(nap, (ms,))
start = time.ticks_ms()
while len(order) < 5:
    time.sleep_ms(5)
print(order, 500 <= time.ticks_diff(time.ticks_ms(), start) < 3000)

# A busy thread takes no sleep from others, nor they from it.
running = True
turns = 0


def busy():
    global turns
    while running:
        turns += 1


_thread.start_new_thread(busy, ())
start = time.ticks_ms()
time.sleep(0.1)
print(100 <= time.ticks_diff(time.ticks_ms(), start) < 2000, turns > 10)
running = False
time.sleep_ms(300)
last = turns
time.sleep_ms(20)
print(turns == last)
