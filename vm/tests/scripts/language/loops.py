# Loops: while, for, else, break, continue, nested and over many kinds of iterable.

n = 0
while n < 3:
    print("while", n)
    n += 1
else:
    print("else of while")

for n in range(10, 0, -3):
    if n == 4:
        continue
    print("for", n)
else:
    print("else of for")

for a in range(3):
    for b in range(3):
        if b == 2:
            break
        print(a, b)
    else:
        print("never")

for letter in "añb":
    print(letter, end=" ")
print()

for key in {"only": 1}:
    print(key)

for index, (x, *rest) in enumerate([(1, 2, 3), (4,)], 5):
    print(index, x, rest)

for pair in zip([1, 2, 3], "ab"):
    print(pair)

print([x for x in reversed([1, 2, 3])], list(range(5))[::2])


def early():
    for x in range(100):
        try:
            if x == 3:
                return "left the loop at %d" % x
            if x == 1:
                continue
        finally:
            print("finally", x)


print(early())
