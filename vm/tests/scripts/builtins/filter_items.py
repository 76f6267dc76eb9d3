# filter: functions, None, laziness, and iterating over the result twice.

print(list(filter(None, [0, 1, "", "a", None, [], [0]])))
print(list(filter(lambda n: n % 2, range(10))))
print(list(filter(str.isdigit, "a1b22c")))
print(list(filter(len, ["", "x", [], [1]])))


def noisy(n):
    print("ask", n)
    return n > 1


f = filter(noisy, [1, 2, 3])
print(iter(f) is f)
print(next(f))
print(list(f), list(f))
try:
    next(f)
except StopIteration:
    print("StopIteration")
for args in ((), (None,), (None, 1), (1, [1])):
    try:
        print(list(filter(*args)))
    except TypeError as error:
        print("TypeError", error)


def fails(n):
    raise ValueError(n)


try:
    list(filter(fails, [4]))
except ValueError as error:
    print("ValueError", error)
