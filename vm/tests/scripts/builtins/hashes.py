# hash: equal values have equal hashes; unhashable types; user classes.

print(hash(1) == hash(1.0) == hash(True), hash(0) == hash(0.0) == hash(-0.0) == hash(False))
print(hash("ab") == hash("a" + "b"), hash(b"ab") == hash(bytes([97, 98])))
print(hash((1, "a", None)) == hash((1, "a", None)), hash(()) == hash(()))
print(hash(2**80) == hash(2**80), hash(frozenset([1, 2])) == hash(frozenset([2, 1])))
print(hash(None) == hash(None), hash(...) == hash(...), hash(len) == hash(len))
for bad in ([], {}, set(), bytearray(b"x"), (1, [])):
    try:
        hash(bad)
        print("hashed", type(bad))
    except TypeError as error:
        print("TypeError", error)


class Own:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 10

    def __eq__(self, other):
        return self.n == other.n


print(hash(Own(13)), hash(Own(-1)), {Own(1): "a"}[Own(1)], len({Own(1), Own(11), Own(1)}))


class Default:
    pass


d = Default()
print(hash(d) == hash(d), {d: 1}[d])


class OnlyEq:
    def __eq__(self, other):
        return True


try:
    hash(OnlyEq())
    print("hashed")
except TypeError as error:
    print("TypeError", error)


class BadHash:
    def __hash__(self):
        return "x"


try:
    hash(BadHash())
except TypeError as error:
    print("TypeError")
