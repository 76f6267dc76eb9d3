# int of numbers, objects with __int__, and wrong arguments.

print(int(), int(5), int(True), int(2.9), int(-2.9), int(0.0), int(-0.0), int(1e20), int(-1.5e25), int(2.0**70))
print(int(1e15 + 0.5), int(123456789.987), type(int(2.0**70)))


class Own:
    def __int__(self):
        return 42


class Bad:
    pass


print(int(Own()))
for args in ((None,), ([],), (1j,), (Bad(),), (1, 2), ("1", "2"), (1.5, 10), ("1", 2, 3)):
    try:
        print(int(*args))
    except (TypeError, ValueError) as error:
        print(type(error).__name__)
for bad in ("inf", "-inf", "nan"):
    try:
        print(int(float(bad)))
    except (ValueError, OverflowError) as error:
        print(type(error).__name__, error)
