# gc: enable, disable, collect, and figures that move the right way.

import gc

print(gc.isenabled(), gc.disable(), gc.isenabled(), gc.enable(), gc.isenabled())
gc.collect()
before = gc.mem_alloc()
kept = [bytearray(100) for _ in range(100)]
grown = gc.mem_alloc()
print(grown - before >= 10000, gc.mem_free() > 0, type(gc.mem_free()))
kept = None
gc.collect()
a = []
a.append(a)
d = {"self": None}
d["self"] = d
a = d = None
gc.collect()
print(isinstance(gc.collect(), (int, type(None))))


class Node:
    def __init__(self):
        self.me = self


for _ in range(1000):
    Node()
gc.collect()
print("done")
if hasattr(gc, "threshold"):
    print(type(gc.threshold()), gc.threshold(1000), gc.threshold() > 0, gc.threshold(-1))
for work in (lambda: gc.collect(1), lambda: gc.mem_free(1), lambda: gc.missing):
    try:
        work()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
