# Generators: pipelines, send, yield from, generator expressions, and iterator classes.


def naturals(n):
    i = 0
    while i < n:
        yield i
        i += 1


def odd(source):
    for x in source:
        if x & 1:
            yield x


def running_sum():
    total = 0
    while True:
        x = yield total
        total = (total + x) & 0xFFFF


class Tree:
    def __init__(self, value, left, right):
        self.value = value
        self.left = left
        self.right = right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


def tree(low, high):
    if low >= high:
        return None
    middle = (low + high) // 2
    return Tree(middle, tree(low, middle), tree(middle + 1, high))


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


def main():
    piped = 0
    for x in odd(naturals(300000)):
        piped += x
    adder = running_sum()
    next(adder)
    last = 0
    for i in range(100000):
        last = adder.send(i)
    walked = 0
    for x in tree(0, 12000):
        walked = (walked * 3 + x) & 0xFFFF
    squares = sum(x * x & 255 for x in range(150000))
    down = 0
    for x in Countdown(60000):
        down ^= x
    pairs = sum(a - b for a, b in zip(naturals(40000), odd(naturals(80000))))
    return piped, last, walked, squares, down, pairs


print(main())
