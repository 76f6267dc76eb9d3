# Who waits for a generator: `for`, `next()`, `send()` and `yield from`, in turns, and what each is given at its end.


def count(n):
    got = []
    for i in range(n):
        got.append((yield i))
    return got


def outer(n):
    result = yield from count(n)
    print("inner gave", result)
    more = yield from count(2)
    return result + more


def outermost(n):
    return (yield from outer(n))


def all_of(generator):
    try:
        while True:
            print("next", next(generator))
    except StopIteration as stop:
        print("end", stop.value)


all_of(count(3))
all_of(outer(2))
all_of(outermost(1))
for i in outermost(2):
    print("for", i)

g = outermost(3)
print(next(g), g.send("a"), next(g), g.send("b"))
for i in g:
    print("rest", i)
for i in g:
    print("never")
try:
    next(g)
except StopIteration as stop:
    print("ended", stop.value)

try:
    count(1).send("early")
except TypeError as error:
    print("TypeError", error)


def itself():
    yield 1
    yield next(me)


me = itself()
print(next(me))
try:
    next(me)
except ValueError as error:
    print("ValueError", error)


def guarded(n):
    try:
        yield from count(n)
    except KeyError:
        yield "caught"
    finally:
        print("left", n)


for n in range(3):
    g = guarded(n + 1)
    print(next(g), g.throw(KeyError()), list(g))
g = guarded(5)
next(g)
g.close()
print(list(g))


# Whoever yields keeps its loops.
def pairs(left, right):
    for x in left:
        for y in right:
            yield x, y


print([p for p in pairs([1, 2], (3, 4))], list(pairs("ab", {5: 6})), list(pairs(range(2), range(2))))
items = [1, 2, 3]
for x in items:
    if x < 6 and len(items) < 8:
        items.append(x + 3)
print(items)
for x in items:
    items.remove(x)
print(items)
for x in items:
    items = "other"
print(x, items)
for x in ():
    print("never")
else:
    print("nothing")


def first(items):
    for x in items:
        for y in x:
            if y:
                return y
    return None


print(first([[0, ""], (None, 7), "z"]), first([]), first(((), [])))
table = [[i * j for j in range(4)] for i in range(4)]
print([[row[i] for row in table] for i in range(4)], {x: [y for y in table[x] if y] for x in (1, 2)})
