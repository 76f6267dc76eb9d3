# Recursion of several kinds, and its limit.

def factorial(n):
    return 1 if n == 0 else n * factorial(n - 1)


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


def hanoi(n, a, b, c):
    if n == 0:
        return 0
    return hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


print(factorial(20), factorial(50), even(50), odd(51), hanoi(6, "a", "b", "c"), ackermann(2, 3))


def forever(n):
    return forever(n + 1)


try:
    forever(0)
except RuntimeError as error:
    print("RuntimeError", error)


class Loop:
    def __getattr__(self, name):
        return getattr(self, name + "x")


try:
    Loop().a
except RuntimeError as error:
    print("RuntimeError")


class Text:
    def __repr__(self):
        return repr([self])


try:
    repr(Text())
except RuntimeError as error:
    print("RuntimeError")


def mutual_a(n):
    return mutual_b(n)


def mutual_b(n):
    try:
        return mutual_a(n)
    finally:
        pass


try:
    mutual_a(1)
except RuntimeError:
    print("RuntimeError")
print(factorial(10), "still works")
memo = {}


def fib(n):
    if n not in memo:
        memo[n] = n if n < 2 else fib(n - 1) + fib(n - 2)
    return memo[n]


print(fib(60))
