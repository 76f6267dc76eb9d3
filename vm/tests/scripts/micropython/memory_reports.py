# mem_info, qstr_info and the like print something, and stack_use and mem_* answer numbers.

import micropython

for name in ("mem_info", "qstr_info", "stack_use", "kbd_intr", "alloc_emergency_exception_buf", "heap_lock", "schedule", "RingIO"):
    print(name, hasattr(micropython, name))
if hasattr(micropython, "stack_use"):

    def deeper():
        return micropython.stack_use()

    print(micropython.stack_use() >= 0, deeper() >= micropython.stack_use())
if hasattr(micropython, "alloc_emergency_exception_buf"):
    print(micropython.alloc_emergency_exception_buf(100))
if hasattr(micropython, "kbd_intr"):
    print(micropython.kbd_intr(-1), micropython.kbd_intr(3))
