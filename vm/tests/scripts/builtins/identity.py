# id and is: the same object, equal objects, and singletons.

a = [1]
b = a
c = [1]
print(a is b, a is c, a == c, id(a) == id(b), id(a) == id(c), type(id(a)))
print(None is None, ... is Ellipsis, True is True, NotImplemented is NotImplemented)
print(() is (), "abc" is "abc", 5 is 5, a is not c)


def same(x):
    return x


print(same(a) is a, [a][0] is a, (a,)[0] is a, {0: a}[0] is a)
numbers = set()
things = [[] for _ in range(20)]
for thing in things:
    numbers.add(id(thing))
print(len(numbers))
try:
    id()
except TypeError as error:
    print("TypeError", error)
