# sys.atexit, where there is one.

import sys

if not hasattr(sys, "atexit"):
    print("SKIP")
    raise SystemExit
old = sys.atexit(lambda: print("first handler: replaced, never printed"))
print(old)
previous = sys.atexit(lambda: print("the handler ran"))
print(callable(previous))
print("end of the program")
