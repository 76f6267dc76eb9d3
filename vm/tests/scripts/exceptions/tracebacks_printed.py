# sys.print_exception: frames, lines, names, into a stream.

import io
import sys


def inner(n):
    if n == 0:
        raise ValueError("at the bottom", n)
    inner(n - 1)


class Thing:
    def method(self):
        inner(1)


def show(work):
    try:
        work()
    except Exception as error:
        stream = io.StringIO()
        sys.print_exception(error, stream)
        print(stream.getvalue(), end="")


show(lambda: inner(2))
show(Thing().method)
show(lambda: [inner(x) for x in [0]])
show(lambda: int("x"))
show(lambda: {}["key"])


def generator():
    yield 1
    raise KeyError("in generator")


show(lambda: list(generator()))


def reraises():
    try:
        inner(0)
    except ValueError:
        raise


show(reraises)


def other():
    try:
        inner(0)
    except ValueError:
        raise TypeError("replaced")


show(other)
kept = None
try:
    inner(0)
except ValueError as error:
    kept = error
show(lambda: kept and (_ for _ in ()).throw(kept) if False else 1 // 0)
sys.print_exception(ValueError("never raised"))
sys.print_exception(kept)
