# In-place operators: own forms, and falling back to the plain ones.

class Acc:
    def __init__(self):
        self.log = []

    def __iadd__(self, o):
        self.log.append(("iadd", o))
        return self

    def __isub__(self, o):
        self.log.append(("isub", o))
        return "replaced by isub"

    def __mul__(self, o):
        return ("mul", o)


a = b = Acc()
a += 1
a += "x"
print(a is b, a.log)
a -= 5
print(a, b.log)
b *= 3
print(b)


class Every:
    def __init__(self, log=()):
        self.log = tuple(log)

    def __iadd__(self, o):
        return Every(self.log + ("iadd",))

    def __isub__(self, o):
        return Every(self.log + ("isub",))

    def __imul__(self, o):
        return Every(self.log + ("imul",))

    def __imatmul__(self, o):
        return Every(self.log + ("imatmul",))

    def __itruediv__(self, o):
        return Every(self.log + ("itruediv",))

    def __ifloordiv__(self, o):
        return Every(self.log + ("ifloordiv",))

    def __imod__(self, o):
        return Every(self.log + ("imod",))

    def __ipow__(self, o):
        return Every(self.log + ("ipow",))

    def __ilshift__(self, o):
        return Every(self.log + ("ilshift",))

    def __irshift__(self, o):
        return Every(self.log + ("irshift",))

    def __iand__(self, o):
        return Every(self.log + ("iand",))

    def __ior__(self, o):
        return Every(self.log + ("ior",))

    def __ixor__(self, o):
        return Every(self.log + ("ixor",))


e = Every()
e += 1
e -= 1
print(e.log)


def attempt(name, change):
    try:
        print(name, change(Every()).log)
    except TypeError as error:
        print(name, "TypeError", error)


def multiply(e):
    e *= 1
    return e


def divide(e):
    e //= 1
    return e


def shift(e):
    e <<= 1
    return e


def both(e):
    e |= 1
    return e


attempt("*=", multiply)
attempt("//=", divide)
attempt("<<=", shift)
attempt("|=", both)


class Holder:
    pass


h = Holder()
h.items = [1]
h.n = 5
same = h.items
h.items += [2]
h.n -= 2
d = {"k": 1}
d["k"] += 10
lists = [[0], 1]
lists[0] += [9]
lists[1] <<= 4
print(h.items is same, h.items, h.n, d, lists)
t = ([1],)
try:
    t[0] += [2]
except TypeError as error:
    print("TypeError", error)
print(t)
calls = []


def index():
    calls.append("index")
    return 0


values = [5]
values[index()] += 1
print(values, calls)
for work in (lambda x: x + None, lambda x: x - "a", lambda x: x @ x):
    try:
        work(1)
    except TypeError as error:
        print("TypeError", error)
x = 1
try:
    x += "a"
except TypeError as error:
    print("TypeError", error)
try:
    h += 1
except TypeError as error:
    print("TypeError", error)
