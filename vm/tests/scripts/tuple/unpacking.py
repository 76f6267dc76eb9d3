# Unpacking of every kind of iterable, nested and starred.

a, b = [1, 2]
(c, d), e = "xy", 3
[f, g] = {7: 0, 8: 0}
print(a, b, c, d, e, sorted((f, g)))
first, *middle, last = range(6)
print(first, middle, last)
*start, end = "abc"
only, *nothing = [1]
print(start, end, only, nothing)
for i, (j, k) in [(1, (2, 3)), (4, (5, 6))]:
    print(i + j + k, end=" ")
for h, *t in [(1, 2, 3), (4,)]:
    print(h, t, end=" ")
print()
(*all_of,) = (1, 2)
print(all_of)


def attempt(count, values):
    try:
        if count == 2:
            a, b = values
        elif count == 0:
            a, *b, c = values
        print("done")
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)


attempt(2, [1])
attempt(2, [1, 2, 3])
attempt(2, iter([1]))
attempt(2, iter([1, 2, 3]))
attempt(2, 5)
attempt(2, None)
attempt(2, "abc")
attempt(0, [1])
attempt(0, iter([1]))
attempt(0, {1: 2, 3: 4})
a = [0, 1]
i = 0
i, a[i] = 1, "set"
print(i, a)
x = y = z = []
x.append(1)
print(y, z)
