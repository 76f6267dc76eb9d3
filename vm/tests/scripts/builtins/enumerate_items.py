# enumerate: its start, any iterable, and keyword arguments.

print(list(enumerate("abc")), list(enumerate([], 5)), list(enumerate("xy", 10)))
print(list(enumerate("xy", start=-1)), list(enumerate(iterable=[7], start=2)))
print(list(enumerate(range(3), 2**29)))
e = enumerate(iter([5, 6]))
print(next(e), next(e))
try:
    next(e)
except StopIteration:
    print("StopIteration")
print(iter(e) is e, type(e))
for i, (a, b) in enumerate([(1, 2), (3, 4)], 1):
    print(i, a, b)
print(dict(enumerate("ab")))
for args in ((), (1,), ("a", "b")):
    try:
        print(list(enumerate(*args)))
    except TypeError as error:
        print("TypeError", error)
