# What a full heap says of itself.
import gc
import micropython

x = [[i] for i in range(500000)]
for i in range(5):
    micropython.mem_info()
    micropython.qstr_info()
    gc.mem_alloc()
