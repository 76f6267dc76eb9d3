# From the documentation of contextlib: a generator as a context manager.
from ucontextlib import contextmanager


@contextmanager
def tag(name):
    print("<%s>" % name)
    try:
        yield name.upper()
    finally:
        print("</%s>" % name)


with tag("h1") as name:
    print("foo", name)
try:
    with tag("p"):
        raise ValueError("inside")
except ValueError as e:
    print("ValueError", e)
