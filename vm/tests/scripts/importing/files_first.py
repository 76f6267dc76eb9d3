# A file comes before a built-in module that programs may extend, but not before the others.
import sys

sys.path.insert(0, "lib/overlay")
import os
import gc

print(os.extra, hasattr(os, "listdir"), hasattr(gc, "extra"), hasattr(gc, "collect"))
sys.modules.pop("os", None)

import uos

print(hasattr(uos, "extra"), hasattr(uos, "listdir"))
before = list(sys.path)
sys.path.clear()
import os

print(hasattr(os, "extra"), hasattr(os, "listdir"))
sys.path.extend(before)
try:
    import ugc
except ImportError as error:
    print(error)
