# Operators on instances of classes that derive from built-in ones: only the left operand's built-in
# part counts, and comparisons have no reflected form.
class I(int):
    pass


class F(float):
    pass


class S(str):
    pass


class L(list):
    pass


class T(tuple):
    pass


class Less:
    def __lt__(self, other):
        return "lt"


i, f, s, l, t, less = I(5), F(1.5), S("a"), L([1]), T((1,)), Less()
for source in (
    "i + 1", "1 + i", "i * 2", "2 * i", "i - i", "1.5 + i", "f + 1", "1 + f", "-i", "~i", "2**i",
    "i < 6", "6 > i", "f < 2", "2 > f", "s + 'b'", "'b' + s", "s < 'b'", "'b' > s", "l + [2]",
    "[2] + l", "l < [2]", "[2] > l", "t + (2,)", "(2,) + t", "t < (2,)", "(2,) > t", "'ab' * i",
    "i == 5", "5 == i", "l == [1]", "[1] == l", "less < less", "less > less", "less < 1", "1 > less",
    "'%d' % i", "i in [5]", "5 in [i]", "sum([1, i])", "max(i, 3)", "bool(I(0))", "{5: 1}[i]",
):
    try:
        print(source, "->", eval(source))
    except TypeError as e:
        print(source, "->", e)
