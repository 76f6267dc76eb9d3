# Concatenation, repetition, comparison, containment, in-place operators.

def t(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)


print([1] + [2, 3], [0] * 3, 2 * ["a"], [1] * 0, [1] * -5, [[]] * 2, [] + [])
print([1, 2] == [1, 2], [1] == (1,), [1, 2] < [1, 3], [1] < [1, 0], [] < [1], [2] > [1, 5], [1, 2] <= [1, 2], [1] != [2])
print(1 in [1, 2], "1" in [1, 2], [] in [[]], None in [None], 1.0 in [1], float("nan") in [float("nan")])
a = b = [1]
a += (2, 3)
a *= 2
print(a, a is b)
a = a + [9]
print(a is b, len(a), len(b))
b += "xy"
print(b)
shared = [[0]] * 3
shared[0].append(1)
print(shared)
t(lambda: [1] + (2,))
t(lambda: [1] + 1)
t(lambda: [1] * "a")
t(lambda: [1] * 1.5)
t(lambda: [1] - [1])
t(lambda: [1] < 1)
t(lambda: [1] < ["a"])
t(lambda: -[1])
t(lambda: [1][5])
t(lambda: [1][-2])
t(lambda: [1]["a"])
t(lambda: [1][None])
try:
    a[100] = 1
except IndexError as error:
    print("IndexError", error)
try:
    del a[100]
except IndexError as error:
    print("IndexError", error)
try:
    a += 5
except TypeError as error:
    print("TypeError", error)
