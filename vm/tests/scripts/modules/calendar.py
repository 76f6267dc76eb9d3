# Dates from seconds and back, and fields that carry into the next.
import time

for seconds in (0, 951782400, 68169600, 1609459200, 4102444799):
    date = time.gmtime(seconds)
    print(seconds, date[:8], time.mktime(date), time.localtime(seconds)[:6] == date[:6])
print(time.mktime((2021, 14, 35, 25, 61, 61, 0, 0)), time.mktime((2021, 1, -40, -1, -1, -1, 0, 0)))
print(time.mktime([2020, 2, 29, 0, 0, 0, 0, 0, 0]))
for bad in ((1, 2, 3), 5):
    try:
        print(time.mktime(bad))
    except TypeError as e:
        print(repr(e))
try:
    time.gmtime("a")
except TypeError as e:
    print(repr(e))
print(time.sleep_ms(-1), time.sleep_us(-1), time.sleep_ms(0))
try:
    time.sleep_ms(1.5)
except TypeError as e:
    print(repr(e))
