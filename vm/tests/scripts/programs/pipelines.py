# Generators, closures and callbacks joined into pipelines and events.

class Events:
    def __init__(self):
        self.handlers = {}

    def on(self, name):
        def register(f):
            self.handlers.setdefault(name, []).append(f)
            return f

        return register

    def emit(self, name, *args, **kwargs):
        return [h(*args, **kwargs) for h in self.handlers.get(name, ())]


events = Events()


@events.on("add")
@events.on("sum")
def add(*args, start=0):
    return sum(args, start)


@events.on("add")
def show(*args, **kwargs):
    return "%d args, %s" % (len(args), sorted(kwargs))


print(events.emit("add", 1, 2, start=10), events.emit("sum", 5), events.emit("none"))


def source(n):
    for i in range(n):
        yield {"id": i, "value": i * i % 7}


def where(test):
    return lambda rows: (r for r in rows if test(r))


def select(*names):
    return lambda rows: (tuple(r[n] for n in names) for r in rows)


def limit(n):
    def stage(rows):
        for i, r in enumerate(rows):
            if i == n:
                return
            yield r

    return stage


def query(rows, *stages):
    for s in stages:
        rows = s(rows)
    return list(rows)


print(query(source(20), where(lambda r: r["value"] > 2), select("id", "value"), limit(4)))


def running(start):
    total = start
    while True:
        x = yield total
        if x is None:
            return
        total += x


r = running(100)
next(r)
print([r.send(x) for x in (1, 2, 3)])


class Lru:
    def __init__(self, size):
        self.size, self.data, self.order, self.misses = size, {}, [], 0

    def __call__(self, f):
        def wrapped(key):
            if key in self.data:
                self.order.remove(key)
            else:
                self.misses += 1
                self.data[key] = f(key)
                if len(self.data) > self.size:
                    del self.data[self.order.pop(0)]
            self.order.append(key)
            return self.data[key]

        return wrapped


cache = Lru(2)
square = cache(lambda x: x * x)
print([square(x) for x in (1, 2, 1, 3, 1, 2)], cache.misses, sorted(cache.data))
