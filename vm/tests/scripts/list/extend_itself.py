# extend by an iterator over the list itself goes on until the memory is full; by the list itself it does not.
x = [1, 2]
x.extend(x)
print(x)
try:
    x.extend(iter(x))
except MemoryError:
    print("full")
y = [1]
y.extend(iter([2]))
print(y)
