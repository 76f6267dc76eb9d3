# What is raised again keeps its traceback; an exception that has no built-in part yet is none.
import io
import sys


def show(error):
    out = io.StringIO()
    sys.print_exception(error, out)
    for line in out.getvalue().split("\n"):
        print(line.split('"')[2] if line.startswith("  File") else line)


def fail():
    raise ValueError("fail")


try:
    try:
        fail()
    except ValueError as error:
        show(error)
        raise error
except ValueError as error:
    show(error)
    error.__traceback__ = None
    show(error)
show(KeyError())


class Early(Exception):
    def __init__(self):
        raise self


try:
    Early()
except TypeError as error:
    print(error)
