# What a thread schedules runs while the main thread sleeps, and the sleep goes on until its end.
import micropython, select, time

try:
    import _thread
except ImportError:
    print("SKIP")
    raise SystemExit
import io

order = []


def call(x):
    order.append(x)


def nested(n):
    # It sleeps itself, and schedules more of its kind.
    time.sleep_ms(1)
    order.append(n)
    if n:
        micropython.schedule(nested, n - 1)


def later(function, argument):
    time.sleep_ms(30)
    micropython.schedule(function, argument)
    time.sleep_ms(120)
    order.append("later")


def asleep(sleep, function=call, argument="call"):
    order.clear()
    _thread.start_new_thread(later, (function, argument))
    start = time.ticks_ms()
    sleep()
    lasted = time.ticks_diff(time.ticks_ms(), start)
    # Whatever still waits runs now.
    for i in range(50):
        pass
    print(order, 400 <= lasted < 2000)


class Never(io.IOBase):
    def ioctl(self, op, argument):
        return 0 if op == 3 else -1


never = select.poll()
never.register(Never())
asleep(lambda: time.sleep_ms(400))
asleep(lambda: never.poll(400))
asleep(lambda: time.sleep_ms(400), nested, 3)
# The operating system sleeps in these, and knows of nothing.
asleep(lambda: time.sleep(0.4))
asleep(lambda: time.sleep_us(400_000))


# What runs within a wait may be what is waited for.
class Signal(io.IOBase):
    ready = False

    def ioctl(self, op, argument):
        if op != 3:
            return -1
        return argument if self.ready else 0

    def set(self, _):
        self.ready = True


signal = Signal()
waits = select.poll()
waits.register(signal, select.POLLIN)
_thread.start_new_thread(later, (signal.set, None))
print(len(waits.poll()), len(waits.poll(0)))
