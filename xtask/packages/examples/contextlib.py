# From the documentation of contextlib: closing, suppress and ExitStack.
from contextlib import ExitStack, closing, contextmanager, suppress


class Door:
    def close(self):
        print("closed")


with closing(Door()) as door:
    print(type(door).__name__)
with suppress(KeyError):
    {}["missing"]
    print("never")


@contextmanager
def numbered(n):
    print("enter", n)
    yield n
    print("leave", n)


with ExitStack() as stack:
    print([stack.enter_context(numbered(n)) for n in range(3)])
    stack.callback(print, "called back")
