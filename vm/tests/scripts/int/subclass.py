# Classes based on int.

class Age(int):
    def years(self):
        return "%d years" % self


age = Age("30")
print(age + 1, age.years(), age == 30, isinstance(age, int), type(age), type(age + 1))


class Odd(int):
    def __add__(self, other):
        return "added"

    def __repr__(self):
        return "odd"


try:
    age = Age("30")
    print(age + 1, age.years(), age == 30, isinstance(age, int), type(age + 1))
except Exception as error:
    print(type(error).__name__)
o = Odd(3)
print(o + 1, o - 1, o * 2, [o], o == 3, o < 4, hash(o) == hash(3))
print([10, 20, 30, 40][o], bool(Odd(0)), -o, abs(Odd(-2)))


class Plain(int):
    pass


p = Plain(5)
p.note = "kept"
print(p.note, str(p), p / 2, p // 2, p % 3, p**2, p << 1, p & 4, ~p)
for work in (lambda: p + 1, lambda: p * 2, lambda: p - 1.5, lambda: p == 5, lambda: p < 7, lambda: p == "5"):
    try:
        print(work())
    except TypeError as error:
        print("TypeError", error)
print(p in [5], str(p), "%d" % p, "x" * 2)
print({p: 1}[p], p in {5: 1}, p in {p})
