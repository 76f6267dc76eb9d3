# map: several iterables, the shortest ends it, laziness, errors in the function.

print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2], (10, 20, 30))))
print(list(map(lambda *a: a, "ab", range(5), [True])), list(map(abs, [])))


def noisy(n):
    print("call", n)
    return n * n


m = map(noisy, [1, 2, 3])
print(iter(m) is m)
print(next(m))
print(list(m), list(m))
for args in ((), (1,), (abs, 1), (1, [1])):
    try:
        print(list(map(*args)))
    except TypeError as error:
        print("TypeError", error)


def fails(n):
    raise KeyError(n)


m = map(fails, [1, 2])
try:
    next(m)
except KeyError as error:
    print("KeyError", error)
print(sum(map(int, "123")), max(map(len, ["a", "bbb"])), " ".join(map(str, range(4))))
print(dict(map(lambda n: (n, n * n), range(3))))
