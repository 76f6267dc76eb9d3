# A great many names.
class A:
    pass


a = A()
for i in range(100000):
    setattr(a, "name%d" % i, i)
for i in range(1000):
    getattr(a, "name%d" % i)
dir(a)
a.__dict__
