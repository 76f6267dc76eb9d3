# Lists from iterables and displays; lists that hold themselves.

print(list(), list("ab"), list((1, 2)), list({"k": 1}), list(range(3)), list(x * x for x in range(3)), list(b"ab"), list([1]))
print([], [1,], [1, 2], [[1], [2, [3]]])
for bad in (1, None, 1.5, len):
    try:
        list(bad)
    except TypeError as error:
        print("TypeError", error)
try:
    list([], [])
except TypeError as error:
    print("TypeError", error)
big = [i for i in range(1000)]
print(len(big), big[-1], sum(big))
a = [1]
b = list(a)
b.append(2)
print(a, b, a == [1], bool([]), bool([0]), repr(["a", 1, None, 1.5, b"x"]), str([]))
nested = [0]
nested[0] = nested
print(len(nested), nested[0] is nested, nested[0][0][0] is nested)
