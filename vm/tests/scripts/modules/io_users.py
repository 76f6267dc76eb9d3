# Streams that users write: print gives them bytes until all are taken.
import io
import sys


class Slow(io.IOBase):
    def __init__(self, step):
        self.step = step
        self.got = b""

    def write(self, data):
        n = min(self.step, len(data))
        self.got += bytes(data[:n])
        return n


slow = Slow(2)
print("hello", [1, 2], end="!", file=slow)
print(slow.got)
try:
    raise ValueError("shown")
except ValueError as error:
    sys.print_exception(error, slow)
print(slow.got.endswith(b"ValueError: shown\n"))


class Odd(io.IOBase):
    def __init__(self, answer):
        self.answer = answer

    def write(self, data):
        print("write", bytes(data))
        return self.answer

    def ioctl(self, request, arg):
        print("ioctl", request, arg)
        return 0


for answer in (0, None, -28, 100):
    try:
        print("abc", end="", file=Odd(answer))
    except OSError as error:
        print("OSError", error.errno)
for bad in (1, "text", object()):
    try:
        print("abc", file=bad)
    except OSError as error:
        print(error)
