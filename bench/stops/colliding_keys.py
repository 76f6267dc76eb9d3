# Keys that all want the same place.
d = {}
for i in range(30000):
    d[i << 40] = i
s = {float(i << 52) for i in range(30000)}
