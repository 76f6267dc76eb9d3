# Instances: their dictionaries, identity, equality by default, many attributes.

class Thing:
    pass


a, b = Thing(), Thing()
print(a == a, a == b, a != b, a is not b, bool(a), a == 5, {a: 1}[a])
for work in (lambda: a < b, lambda: a + b, lambda: -a, lambda: a + 1, lambda: 1 + a, lambda: int(a), lambda: a @ b, lambda: ~a):
    try:
        work()
    except TypeError as error:
        print("TypeError", error)
for i in range(100):
    setattr(a, "attr%d" % i, i)
print(a.attr0, a.attr99, len(a.__dict__))
for i in range(0, 100, 2):
    delattr(a, "attr%d" % i)
print(hasattr(a, "attr0"), a.attr1, len(a.__dict__))
b.x = 1
print(b.__dict__, Thing.__dict__ is not None if hasattr(Thing, "__dict__") else "-")
print(a.__class__ is Thing, type(b) is Thing, isinstance(a, Thing), a.__class__.__name__)
try:
    b.__class__ = int
    print("changed")
except (AttributeError, TypeError) as error:
    print(type(error).__name__)
