# send: values into a generator, the first send, results of yield.

def echo():
    received = None
    while True:
        received = yield ("got", received)
        if received == "stop":
            return "stopped"


g = echo()
print(next(g), g.send(1), g.send([2]), next(g))
try:
    g.send("stop")
except StopIteration as error:
    print("StopIteration", error.value)
try:
    g.send(1)
except StopIteration as error:
    print("StopIteration", error.value)
g = echo()
try:
    g.send(5)
except TypeError as error:
    print("TypeError", error)
print(g.send(None))


def averager():
    total, n, average = 0, 0, None
    while True:
        x = yield average
        total += x
        n += 1
        average = total / n


a = averager()
next(a)
print([a.send(x) for x in (10, 20, 60)])


def expressions():
    x = (yield 1) + (yield 2)
    print("x", x)
    y = [(yield 3), (yield 4)]
    print("y", y)
    print("z", (yield))
    yield


g = expressions()
print(next(g), g.send(10), g.send(20), g.send("a"), g.send("b"), g.send("c"))
for args in ((), (1, 2)):
    try:
        g.send(*args)
    except TypeError as error:
        print("TypeError", error)
