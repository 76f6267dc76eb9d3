# zip: lengths, laziness, no arguments, iterators shared.

print(list(zip()), list(zip([1, 2])), list(zip([1, 2], "ab")), list(zip("abc", range(2), [7, 8, 9])))
print(list(zip([], [1])), dict(zip("ab", [1, 2])), list(zip(*[(1, 2), (3, 4)])))
it = iter(range(5))
print(list(zip(it, it)))
z = zip([1], [2])
print(type(z), iter(z) is z, next(z), next(z, "end"))
for args in ((1,), ([], None)):
    try:
        print(list(zip(*args)))
    except TypeError as error:
        print("TypeError", error)


def noisy(name, n):
    for i in range(n):
        print(name, i)
        yield i


print(list(zip(noisy("a", 2), noisy("b", 1))))
