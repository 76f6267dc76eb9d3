# Subclasses of sequences with their own way to items are asked for slices, too.
class Asked:
    def __getitem__(self, i):
        print("get", i)
        return 5

    def __setitem__(self, i, v):
        print("set", i, v)


class First(Asked, list):
    pass


class L(list):
    def __getitem__(self, i):
        print("get", i)
        return 5

    def __setitem__(self, i, v):
        print("set", i, v)


class T(tuple):
    def __getitem__(self, i):
        print("get", i)
        return 5


class S(str):
    def __getitem__(self, i):
        print("get", i)
        return 5


for x in (First([1]), L([1]), T((1,)), S("a")):
    print(x[0:1], x[::-1], x[0], x[:], x[-1:])
for x in (First([1]), L([1])):
    x[0:1] = [2]
    x[0] = 3
    x[:] = (4,)
    print(len(x))


class B(bytearray):
    pass


print(B(b"ab")[:], B(b"ab")[1:], B(b"ab")[::1])
