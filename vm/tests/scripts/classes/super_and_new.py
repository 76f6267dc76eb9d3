# What super() and object.__new__() accept.
class A:
    def who(self):
        return "A"

    @classmethod
    def make(cls):
        return cls.__name__


class B(A):
    def who(self):
        return "B" + super(B, self).who()

    @classmethod
    def make(cls):
        return "B" + super(B, cls).make()


print(B().who(), B.make())
for args in ((str, 0), (str, int), (B, A()), (B, A)):
    try:
        super(*args)
        print("made")
    except TypeError:
        print("TypeError")
made = object.__new__(B)
print(made.who())
for bad in (1, int, list):
    try:
        object.__new__(bad)
    except TypeError as e:
        print(e)


class Dir:
    def __dir__(self):
        return ["b", "a"]


print(dir(Dir()))
