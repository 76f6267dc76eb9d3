# == and != of users' classes: who is asked, in which order, and what the answer is.
class Eq:
    def __eq__(self, other):
        print("eq", type(other).__name__)
        return 123


class Ne:
    def __ne__(self, other):
        print("ne", type(other).__name__)
        return -456


class Unsure:
    def __eq__(self, other):
        print("unsure eq")
        return NotImplemented

    def __ne__(self, other):
        print("unsure ne")
        return NotImplemented


class Odd:
    def __bool__(self):
        print("bool")
        return False


class GivesOdd:
    def __eq__(self, other):
        return Odd()


class Plain:
    pass


class Listish(list):
    pass


p = Plain()
print(p == p, p != p, p == Plain(), p != Plain())
for a in (Eq(), Ne(), Unsure()):
    for b in (a, Eq(), Ne(), Unsure(), None, 3, "s", [1]):
        print(a == b, b == a, a != b, b != a)
print(GivesOdd() != 1, bool(GivesOdd() == 1))
print(Listish([1]) == [1], [1] == Listish([1]), Listish([1]) != Listish([1]), Listish([1]) == (1,))
e = Eq()
print(e in [e], e in (1, e), [e] == [e])
d = {}


class Key:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        print("key eq")
        return False


k = Key()
d[k] = 1
print(k in d, d[k])


class Asked:
    def __init__(self, answer):
        self.answer = answer

    def __eq__(self, other):
        print("eq", other)
        return self.answer

    def __ne__(self, other):
        print("ne", other)
        return self.answer

    def __hash__(self):
        return 1


# A bool asks for the integer that it stands for.
for answer in (True, NotImplemented):
    asked = Asked(answer)
    for value in (True, 1, None):
        print(value == asked, asked == value, value != asked, asked != value, [value] == [asked], asked in [value], {value: 1}.get(asked))


# Built-in bases that compare nothing themselves.
for base in (OSError, property, range):

    class Derived(base):
        def __eq__(self, other):
            print("eq")
            return False

    v = Derived(1)
    print(v != 1, v == 1, 1 != v, 1 == v, v != v)
