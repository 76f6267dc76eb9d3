# Garbage: cycles, temporaries and deep structures survive or vanish as they should.
import gc


class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next


head = None
for n in range(50):
    head = Node(n, head)
count = 0
while head:
    count += head.value
    head = head.next
print(count)

loop = Node("a")
loop.next = Node("b", loop)
del loop
gc.collect()

nested = []
for n in range(100):
    nested = [nested, n]
depth = 0
while nested:
    nested, n = nested
    depth += 1
print(depth)

text = ""
for n in range(30):
    text += str(n) + ","
print(text)

closures = [lambda x, n=n: [n] * x for n in range(5)]
gc.collect()
print([f(2) for f in closures])

table = {}
for n in range(100):
    table["key%d" % n] = [n]
for n in range(0, 100, 2):
    del table["key%d" % n]
gc.collect()
print(len(table), table["key51"], sum(v[0] for v in table.values()))


def producer():
    data = [bytearray(10) for _ in range(5)]
    for item in data:
        gc.collect()
        yield len(item)


print(list(producer()), gc.isenabled())
