# A locked heap: what allocates raises and changes nothing, the rest goes on.
import micropython

items = [1, 2, 3]
data = bytearray(b"abc")
more = [4] * 20


def attempt(f):
    micropython.heap_lock()
    try:
        f()
        text = "done"
    except MemoryError:
        text = "MemoryError"
    micropython.heap_unlock()
    print(text)


def grow_slice():
    items[:] = more


def grow_data():
    data[0:0] = b"0123456789" * 1


def loop():
    total = 0
    for i in range(5):
        total += i
    for item in items:
        total += item


def catch():
    try:
        items[10]
    except IndexError as error:
        error.args


attempt(lambda: [1])
attempt(lambda: {})
attempt(lambda: (items, 1))
attempt(lambda: items + items)
attempt(lambda: items.extend(more))
attempt(grow_slice)
attempt(grow_data)
attempt(lambda: bytearray(10))
attempt(lambda: memoryview(data))
attempt(lambda: "abc".replace("x", "y"))
attempt(lambda: sum(items))
attempt(loop)
attempt(catch)
print(items, data)
print(micropython.heap_lock(), micropython.heap_lock(), micropython.heap_unlock(), micropython.heap_unlock())
print([])
