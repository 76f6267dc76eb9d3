# Has a heap larger than the memory that the host allows: the host ends it.
# host: heap=500000000 pages=128
print("begins")
kept = []
while True:
    kept.append(bytearray(10000))
