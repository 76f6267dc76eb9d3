# What the module has, and what it refuses.
try:
    import _thread
except ImportError:
    print("SKIP")
    raise SystemExit


def tell(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)))
    except BaseException as e:
        print(type(e).__name__, e)


print(all(hasattr(_thread, name) for name in ("exit", "get_ident", "allocate_lock", "LockType")))
lock = _thread.allocate_lock()
print(type(lock), type(lock) is _thread.LockType, lock == lock, lock == _thread.allocate_lock())
print(dir(lock))
tell(_thread.LockType)
tell(lambda: lock.missing)
tell(lock.locked)
tell(lock.acquire)
tell(lock.locked)
tell(lock.acquire, False)
tell(lock.acquire, 0, 5)
tell(lock.acquire, "wait")
tell(lock.acquire, None)
tell(lock.acquire, 0, 1, 2)
tell(lock.acquire, wait=0)
tell(lock.release, 1)
tell(lock.release)
tell(lock.release)
tell(lock.acquire, True, 0.5)
tell(lock.__exit__, 1)
tell(lock.__exit__, None, None, None)
tell(lock.__exit__, None, None, None)
with lock as entered:
    print(entered, lock.locked())
print(lock.locked())
tell(_thread.LockType.locked, lock)
tell(_thread.LockType.acquire)

tell(_thread.stack_size)
tell(_thread.stack_size, 10000)
tell(_thread.stack_size)
tell(_thread.stack_size)
tell(_thread.stack_size, "1")
tell(_thread.stack_size, 1, 2)

tell(_thread.exit)
tell(_thread.exit, 1)
tell(_thread.get_ident, 1)
tell(_thread.start_new_thread, print)
tell(_thread.start_new_thread, print, 1)
tell(_thread.start_new_thread, print, {})
tell(_thread.start_new_thread, print, "ab")
tell(_thread.start_new_thread, print, (), 1)
tell(_thread.start_new_thread, print, (), {}, 1)
tell(_thread.start_new_thread, print, args=())
