# A long list of objects with a method for equality.
class A:
    def __eq__(self, other):
        return False


a = A()
x = [A() for i in range(200000)]
x.count(a)
1.5 in x
x == x[:]
x.index(a)
