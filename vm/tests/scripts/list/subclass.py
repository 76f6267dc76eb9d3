# Classes based on list.

class Stack(list):
    def push(self, x):
        self.append(x)
        return self

    def top(self):
        return self[-1]


class Limited(list):
    def __init__(self, limit, items=()):
        super().__init__(items)
        self.limit = limit

    def append(self, x):
        if len(self) >= self.limit:
            raise ValueError("full")
        super().append(x)

    def __getitem__(self, i):
        return ("item", i)


s = Stack([1, 2])
s.push(3).push(4)
print(s, len(s), s.top(), s[1:], type(s[1:]), s == [1, 2, 3, 4], [1, 2, 3, 4] == s, 3 in s, s.pop(), sum(s), list(s), type(s + [1]))
s += [9]
print(s, type(s), isinstance(s, list), sorted(s, reverse=True), bool(Stack()), s.index(2), [x for x in s])
limited = Limited(2, [1])
limited.append(5)
try:
    limited.append(6)
except ValueError as error:
    print("ValueError", error)
print(limited[0], limited.limit, len(limited), limited)
s[0] = "first"
del s[1]
print(s)
print(s.copy(), Stack("ab") == ["a", "b"])
