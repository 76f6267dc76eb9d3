# Tracebacks name the file, each line and each function on the way.
import sys


def inner(x):
    return 10 // x


def outer(x):
    return inner(x - 1) + 1


class Thing:
    def method(self):
        return outer(1)


try:
    Thing().method()
except ZeroDivisionError as error:
    sys.print_exception(error, sys.stdout)

try:
    [n for n in (1, 0) if 1 // n]
except ZeroDivisionError as error:
    sys.print_exception(error, sys.stdout)


def generator():
    yield 1
    raise ValueError("in a generator")


try:
    for _ in generator():
        pass
except ValueError as error:
    sys.print_exception(error, sys.stdout)
print("not reached: the next line ends the program")
raise RuntimeError("the end")
