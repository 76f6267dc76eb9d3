# += of lists with everything that can be iterated over.


class Fib:
    def __iter__(self):
        return iter([1, 1, 2])


class Down:
    def __init__(self):
        self.n = 3

    def __iter__(self):
        return self

    def __next__(self):
        self.n -= 1
        if self.n < 0:
            raise StopIteration
        return self.n


a = b = [0]
a += Fib()
a += Down()
a += (x * 10 for x in range(2))
a += "ab"
a += {5: 6}
a += a
print(b, a is b)
for bad in (5, None, Fib):
    try:
        a += bad
    except TypeError as error:
        print("TypeError", error)


class Own(list):
    pass


o = Own([1])
o += Down()
print(o, type(o))
o.extend(Fib())
print(len(o))
