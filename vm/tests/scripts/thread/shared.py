# What threads share, and what each has for itself.
import time

try:
    import _thread
except ImportError:
    print("SKIP")
    raise SystemExit

done = _thread.allocate_lock()
done.acquire()


def run(f, *args):
    _thread.start_new_thread(f, args)
    done.acquire()


idents = {_thread.get_ident()}


def note():
    idents.add(_thread.get_ident())
    done.release()


run(note)
print(len(idents))

# Global names and objects are shared, locals are not.
total = 0


def work(items):
    global total
    own = 0
    for x in items:
        own += x
    total = own
    items.append("seen")
    done.release()


own = 5
items = [1, 2, 3]
run(work, items)
print(own, total, items)


# Each thread handles its own exceptions.
def fails():
    try:
        {}["a"]
    except KeyError:
        step.release()
        ready.acquire()
        try:
            raise
        except KeyError as e:
            print("still", repr(e))
    done.release()


step, ready = _thread.allocate_lock(), _thread.allocate_lock()
step.acquire()
ready.acquire()
try:
    1 // 0
except ZeroDivisionError:
    _thread.start_new_thread(fails, ())
    step.acquire()
    ready.release()
    done.acquire()
    try:
        raise
    except ZeroDivisionError as e:
        print("still", repr(e))


# A generator may go on in another thread, one at a time.
def numbers():
    for i in range(3):
        got = yield i
        if got:
            inside.release()
            outside.acquire()
    print("numbers end")


inside, outside = _thread.allocate_lock(), _thread.allocate_lock()
inside.acquire()
outside.acquire()
g = numbers()
print(next(g))


def resume():
    print("thread", next(g))
    done.release()


run(resume)



def held():
    try:
        g.send(True)
    except StopIteration:
        print("stop")
    done.release()


_thread.start_new_thread(held, ())
inside.acquire()
try:
    next(g)
except ValueError as e:
    print("ValueError", e)
outside.release()
done.acquire()


# Code made in a thread.
def make():
    names = {}
    exec("def f(x):\n    return x * 2\nfor i in range(50):\n    y = [i]", names)
    import gc

    gc.collect()
    print(names["f"](21), eval("y[0] + 1", names))
    done.release()


run(make)
