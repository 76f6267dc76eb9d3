# Functions: every kind of parameter and argument, defaults, closures, recursion.


def kinds(a, b=2, *rest, c, d=4, **named):
    return a, b, rest, c, d, sorted(named.items())


print(kinds(1, c=3))
print(kinds(1, 5, 6, 7, c=3, d=8, e=9))
print(kinds(*[1, 2, 3], **{"c": 4, "z": 5}))

try:
    kinds(1)
except TypeError as error:
    print("TypeError", error)


def counter(start):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count

    return step


one = counter(0)
other = counter(10)
print(one(), one(), other(5), one(3), other())


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print([fib(n) for n in range(15)])
print((lambda x, *y: (x, y))(1, 2, 3))

shared = []


def remember(x, seen=shared):
    seen.append(x)
    return seen


remember(1)
print(remember(2) is shared, shared)

total = 0


def add(x):
    global total
    total += x


add(3)
add(4)
print(total)
