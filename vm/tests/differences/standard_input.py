# Reading standard input as a stream: by line, by character, as bytes, in a loop.
# Cause: MicroPython's WebAssembly build has an empty sys.stdin; the unix build prints the same as here.
# Workaround: none is needed.
import sys

print(repr(sys.stdin.readline()))
print(repr(sys.stdin.read(3)))
print(sys.stdin.buffer.read(2))
for line in sys.stdin:
    print(repr(line))
print(sys.stdin.readlines(), repr(sys.stdin.read()), repr(sys.stdin.readline()))
