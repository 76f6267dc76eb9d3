# Whatever can be called can be a thread, with any arguments.
import time

try:
    import _thread
except ImportError:
    print("SKIP")
    raise SystemExit

done = _thread.allocate_lock()
done.acquire()


def run(f, args, *kw):
    ident = _thread.start_new_thread(f, args, *kw)
    done.acquire()
    return ident > 0


def show(*args, **kw):
    print(args, sorted(kw.items()))
    done.release()


class Greeter:
    def __init__(self, name):
        self.name = name
        print("made", name)
        done.release()

    def greet(self, *others):
        print(self.name, others)
        done.release()

    def __call__(self, x):
        print("called", x)
        done.release()


def outer(n):
    def inner():
        print("closure", n)
        done.release()

    return inner


print(run(show, ()))
print(run(show, (1, "two"), {"three": 3, "four": [4]}))
print(run(show, [1], {}))
me = Greeter("Ann")
done.acquire()
print(run(me.greet, ("Bob",)))
print(run(Greeter.greet, (me,)))
print(run(Greeter, ("Cat",)))
print(run(me, [5]))
print(run(outer(3), ()))
print(run(lambda: done.release(), ()))

# A native, and one that sleeps.
items = []
_thread.start_new_thread(items.append, (7,))
_thread.start_new_thread(time.sleep_ms, (1,))
_thread.start_new_thread(done.acquire, (0,))
while not items:
    time.sleep_ms(1)
print(items)


# A generator function only makes a generator.
def numbers():
    print("never")
    yield 1


_thread.start_new_thread(numbers, ())
time.sleep_ms(20)

# The list of arguments is copied.
args = [1, 2]
_thread.start_new_thread(show, args)
args.append(3)
done.acquire()
