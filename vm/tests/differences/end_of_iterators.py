# `next` of an `enumerate`, `zip`, `map` or `filter` over a user's iterator ends with a `StopIteration` that
# holds nothing.
# Cause: MicroPython keeps the value of the iterator's own exception, `None` if it has none, and hands it on.
# Workaround: none is needed; nobody gets a value from there.
class Empty:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration


try:
    next(enumerate(Empty()))
except StopIteration as e:
    print(e.args)
