# Attributes of classes, shared and changed.

class Counter:
    total = 0
    items = []

    def __init__(self):
        Counter.total += 1
        self.mine = self.total

    def add(self, x):
        self.items.append(x)


a, b = Counter(), Counter()
print(Counter.total, a.total, a.mine, b.mine)
a.add(1)
b.add(2)
print(Counter.items, a.items is b.items)
a.total = 100
print(a.total, b.total, Counter.total)
Counter.new = "added"
print(a.new, b.new)
Counter.total = "replaced"
print(a.total, b.total)
del Counter.new
print(hasattr(a, "new"))
try:
    del Counter.new
except AttributeError as error:
    print("AttributeError", error)
for work in (lambda: setattr(int, "x", 1), lambda: setattr(list, "append", None), lambda: delattr(str, "upper"), lambda: Counter.nothing):
    try:
        work()
        print("done")
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)


class Child(Counter):
    pass


Child.total = 5
print(Child.total, Counter.total, Child.items is Counter.items)
