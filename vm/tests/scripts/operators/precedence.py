# Precedence and associativity of all operators.

print(1 + 2 * 3, (1 + 2) * 3, 2**3**2, -2**2, 2**-1, 10 - 4 - 3, 100 / 10 / 2, 7 // 2 * 2, 7 % 4 * 2, 2 * 7 % 4)
print(1 << 2 + 1, 1 + 1 << 2, 6 & 3 | 8, 6 ^ 3 & 1, ~1 + 2, -1**2, not 1 == 2, not True or True, 1 or 0 and 0)
print(1 < 2 == True, (1 < 2) == True, 1 in [1] == True, 3 > 2 > 1, 1 if 0 else 2 if 0 else 3, [x for x in (1, 2) if x if x > 1])
print(1 | 2 == 2, 5 & 4 == 4, "a" "b" * 2, "%d" % 5 + "6", -5 // 2, -(5 // 2), 5 % -3, -5 % 3, 2 * -3, 2 - -3)
print((lambda: 1 if False else 2)(), (lambda x: x and 1)(0), not not 5, 1 is not None, 1 not in [2], 1 == 1 is True if False else "-")


def trace(n):
    print("t%d" % n, end=" ")
    return n


print(trace(1) + trace(2) * trace(3))
print(trace(1) < trace(2) < trace(3))
print(trace(3) < trace(2) < trace(1))
print(trace(0) or trace(5) and trace(6))
print([trace(1), trace(2)][trace(0)])
print({trace(1): trace(2)})
x = [0, 0, 0]
x[trace(1)] = trace(2)
print(x, trace(1) if trace(0) else trace(2))
