# From the documentation of operator: sorting by what a key picks.
import operator


class Fruit:
    def __init__(self, name, count):
        self.name = name
        self.count = count


inventory = [Fruit("apple", 3), Fruit("banana", 2), Fruit("pear", 5)]
print([fruit.name for fruit in sorted(inventory, key=operator.attrgetter("count"))])
