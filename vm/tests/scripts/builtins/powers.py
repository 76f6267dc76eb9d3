# pow with two and three arguments, and the operator.

print(pow(2, 10), pow(-2, 3), pow(0, 0), pow(2, 100), pow(-3, 41), 2**0, (-1) ** 1000001)
print(pow(2, -1), pow(-2, -2), 2**-10, pow(2.0, 3), pow(4, 0.5), pow(2, 0.5), pow(0.0, 0), pow(1e200, 2))
print(pow(3, 5, 7), pow(2, 1000, 1000007), pow(10, 30, 10**9 + 7), pow(5, 0, 3), pow(0, 5, 3))
print(pow(True, 5), pow(2, True), pow(1, 2**70), pow(2**70, 2) == 2**140)
print(-2**2, (-2) ** 2, 2**3**2, -(2**-1))
for args in ((0, -1), (0.0, -1), ("a", 2), (2, "a"), (None, 1), (2, 3, 0), (2,), (2.0, 3, 4), (2, "a", 3)):
    try:
        print(pow(*args))
    except (TypeError, ValueError, ZeroDivisionError) as error:
        print(args, type(error).__name__)
n = 3
n **= 4
print(n)
n **= 0.5
print(n)
