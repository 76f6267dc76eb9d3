# Every method of lists, with edge values and wrong arguments.

def t(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)


a = [1, 2, 3]
print(a.append(4), a, a.extend("ab"), a, a.insert(0, 0), a, a.insert(-1, "x"), a, a.insert(100, "end"), a, a.insert(-100, "begin"), a)
print(a.pop(), a.pop(0), a.pop(-1), a.pop(2), a)
print(a.remove("a") if "a" in a else None, a, a.index(1), a.count(1), a.count("none"), a.reverse(), a)
b = a.copy()
b.clear()
print(a, b, a.copy() == a, a.copy() is a)
print([1, 2, 1, 3].index(1, 1), [1, 2, 1].index(1, -1), [1, 2, 3].index(3, 0, 3), [True, 1, 1.0].count(1))
t(lambda: [].pop())
t(lambda: [1].pop(5))
t(lambda: [1].pop(-2))
t(lambda: [1].pop("a"))
t(lambda: [1].remove(2))
t(lambda: [1].index(2))
t(lambda: [1, 2].index(1, 1))
t(lambda: [1, 2].index(2, 0, 1))
t(lambda: [].append())
t(lambda: [].append(1, 2))
t(lambda: [].extend(1))
t(lambda: [].extend())
t(lambda: [].insert(1))
t(lambda: [].nope())
a = [1]
a.extend(a)
a.extend(x for x in (5, 6))
a.extend({7: 1})
a.extend(range(2))
print(a)
