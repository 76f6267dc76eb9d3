# Tracebacks and chains without end.
import sys


def f(n):
    if n:
        try:
            f(n - 1)
        finally:
            pass
    else:
        raise ValueError("x" * 1000000)


try:
    f(500)
except ValueError as e:
    sys.print_exception(e)
    str(e)
