# asyncio: the names of the package; what few programs need is imported when they ask for it.

from .core import *

__version__ = (3, 0, 0)

_attrs = {
    "Event": "event",
    "ThreadSafeFlag": "event",
    "gather": "funcs",
    "wait_for": "funcs",
    "wait_for_ms": "funcs",
    "Lock": "lock",
    "StreamReader": "stream",
    "StreamWriter": "stream",
    "open_connection": "stream",
    "start_server": "stream",
}


def __getattr__(attr):
    if attr not in _attrs:
        raise AttributeError(attr)
    names = globals()
    names[attr] = value = getattr(__import__(_attrs[attr], names, None, True, 1), attr)
    return value
