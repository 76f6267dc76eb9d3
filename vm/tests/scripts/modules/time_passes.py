# The time module: sleeping moves the clock, and tick differences wrap.
import time

start = time.ticks_ms()
time.sleep_ms(30)
time.sleep(0.02)
time.sleep_us(500)
passed = time.ticks_diff(time.ticks_ms(), start)
print(passed >= 50, passed < 500)
print(time.ticks_diff(time.ticks_add(start, 100), start), time.ticks_diff(start, time.ticks_add(start, 5)))
print(time.ticks_us() >= 0, isinstance(time.time(), int))
