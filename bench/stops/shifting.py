# Many insertions at the front of a long list.
x = [0] * 1000000
for i in range(100000):
    x.insert(0, i)
    x.pop(0)
