# `from … import` asks a module's own `__getattr__` for what the module does not have.

from lib.lazy import eager
from lib.lazy import late as first, late

print(eager, first, late)

# What it raises is not changed, not even to import a module below.
try:
    from lib.lazy import nothing
except AttributeError as e:
    print("AttributeError", e)
try:
    from lib.lazy import forwarded
except AttributeError as e:
    print("AttributeError", e)

import lib.lazy.inner
from lib.lazy import forwarded, inner

print(forwarded, inner.value)

from asyncio import Event, sleep_ms

print(Event.__name__, callable(sleep_ms))
