# Eats the heap that the host gives, in small pieces and at once; the program goes on.
# host: heap=200000
def small():
    kept = []
    while True:
        kept.append("x" * 100)


for eat in (small, lambda: "a" * 10**9, lambda: [0] * 10**8, lambda: bytearray(10**8)):
    try:
        eat()
    except MemoryError:
        print("MemoryError")
print("alive")
