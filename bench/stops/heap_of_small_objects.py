# A heap full of small objects, collected over and over.
import gc

x = []
try:
    while True:
        x.append([x])
except MemoryError:
    pass
n = len(x)
x = x[: n // 3 * 2]
for i in range(5):
    gc.collect()
gc.mem_free()
for i in range(200000):
    [i]
