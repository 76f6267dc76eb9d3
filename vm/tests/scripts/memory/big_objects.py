# Memory that is asked for at once: too much raises, and the program goes on.

import gc

for size in (2**40, 2**62):
    try:
        bytearray(size)
        print("made")
    except (MemoryError, OverflowError) as error:
        print("refused")
try:
    b"x" * 2**45
    print("made")
except (MemoryError, OverflowError):
    print("refused")
try:
    [0] * 2**45
    print("made")
except (MemoryError, OverflowError):
    print("refused")
gc.collect()
print(len(bytearray(1000000)), len([0] * 100000), len("ab" * 100000))
a = []
for i in range(2000):
    a.append("item %d" % i)
print(len(a), a[-1])
d = {}
for i in range(2000):
    d[i] = [i]
print(len(d), d[1999])
s = ""
for i in range(500):
    s += str(i)
print(len(s))
