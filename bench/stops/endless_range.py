# Long ranges in what goes over them.
n = 10**15
r = range(n)
try:
    list(r)
except MemoryError:
    print("MemoryError")
n - 5 in r
1.5 in (0, r)
for f in (max, min, sum, any, set, tuple, bytes, sorted, enumerate, dict.fromkeys):
    r = range(2000000)
    try:
        f(r)
    except (MemoryError, ValueError) as e:
        print(type(e))
all(range(1, n))
