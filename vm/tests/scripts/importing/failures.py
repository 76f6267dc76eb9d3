# A module that raises, imported again.

import sys

for _ in range(2):
    try:
        import lib.failing
    except ValueError as error:
        print("ValueError", error)
print("lib.failing" in sys.modules)
