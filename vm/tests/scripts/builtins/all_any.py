# all and any: truth of elements, the empty iterable, and stopping early.

print(all([]), any([]))
print(all([1, "a", [0]]), all([1, 0, 1]), any([0, "", None]), any((0, {}, 3)))


def noisy(values):
    for value in values:
        print("at", value)
        yield value


print(all(noisy([1, 2, 0, 3])))
print(any(noisy([0, "", 5, 6])))
print(all(c.isdigit() for c in "123"), any(c.isdigit() for c in "abc"))
print(all({}), any({0: 1}), any({1: 0}), all(range(1, 5)), all(range(5)))


class Truth:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        print("asked", self.value)
        return self.value


print(all([Truth(True), Truth(False), Truth(True)]))
print(any([Truth(False), Truth(True), Truth(True)]))
for function in (all, any):
    for args in ((), (1,), ([], [])):
        try:
            print(function(*args))
        except TypeError as error:
            print("TypeError", error)
