# dir lists names in the order in which they were interned: the numbered ones, the firmware's sorted, the program's.


class A:
    def zz_one(self):
        pass

    def aa_two(self):
        pass

    def mm_three(self):
        pass

    def append(self):
        pass

    def __init__(self):
        self.qq_four = 1
        self.bb_five = 2

    def kk_six(self):
        pass


print([name for name in dir(A()) if name[0] != "_"])
print([name for name in dir(A) if name[0] != "_"])
print(dir([]))
print(dir({}))
import math

print(dir(math)[:6], dir(math) == sorted(dir(math)))


def local():
    zeta = alpha = 1
    return dir() == list(globals())


print(local())


class Body:
    second = 1
    first = 2
    print([name for name in dir() if name[0] != "_"])
