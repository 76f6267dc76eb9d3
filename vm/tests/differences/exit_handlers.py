# What sys.atexit was given last is called at the end of the program.
# Cause: MicroPython's WebAssembly build has no sys.atexit; the unix build prints the same as here.
# Workaround: none is needed.
import sys

old = sys.atexit(lambda: print("first handler: replaced, never printed"))
print(old)
previous = sys.atexit(lambda: print("the handler ran"))
print(callable(previous))
print("end of the program")
