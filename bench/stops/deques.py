# Long deques.
from collections import OrderedDict, deque

x = deque(range(500000), 500000)
list(x)
x.extend(range(500000))
x[250000]
1.5 in list(x)
y = OrderedDict((i, i) for i in range(100000))
for i in range(2000):
    y.popitem()
for i in range(50000, 50200):
    del y[i]
list(reversed(y))
