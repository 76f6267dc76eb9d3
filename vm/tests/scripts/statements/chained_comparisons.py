# Chains of comparisons: evaluated once, stopped early, mixed operators.

log = []


def n(x):
    log.append(x)
    return x


print(n(1) < n(2) < n(3), log)
log.clear()
print(n(3) < n(2) < n(1), log)
log.clear()
print(n(1) <= n(1) == n(1) != n(2) > n(0), log)
print(1 < 2 > 1 <= 1 in [1, True] is not None, 1 is 1 is 1, "a" < "b" < "c" > "a", not 1 < 2 < 2)
x = 5
print([k for k in range(10) if 2 < k <= x != 4], 0 <= x < 10, 0 <= x < 5, x == 5 == 5.0, 1 == True == 1.0)


class Loud:
    def __init__(self, v):
        self.v = v

    def __lt__(self, o):
        print("lt", self.v, o.v)
        return self.v < o.v


print(Loud(1) < Loud(2) < Loud(3))
print(Loud(2) < Loud(1) < Loud(3))
if 1 < 2 < 3:
    print("taken")
if not 1 < 2 < 2:
    print("not taken")
while 0 < x < 6:
    x -= 2
print(x)
print(1 < 2 and 2 < 3 or 1 > 2, (1 < 2) < 3, 1 < (2 < 3), None is None is not 5)
